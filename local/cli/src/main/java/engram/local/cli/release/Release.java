package engram.local.cli.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.Failure;
import engram.local.cli.remote.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Collects a release in a folder: each function's package with its bill of materials, the template that deploys them, third parties'
/// licences, what is new, and checksums of all.
public final class Release {

    /// The functions that are deployed.
    public static final List<String> FUNCTIONS = List.of("ingest", "query", "reconcile", "retention", "health");

    private final Path root;
    private final String version;
    private final Licences licences;

    /// @param root the repository, built with the profile `release`
    public Release(Path root, String version) {
        this(root, version, Licences.read());
    }

    Release(Path root, String version, Licences licences) {
        this.root = root;
        this.version = version;
        this.licences = licences;
    }

    /// Writes it into the folder, which is made and must be empty.
    ///
    /// @return the files, `SHA256SUMS` last
    /// @throws Failure if something is missing or of another version, a package holds what its bill of materials does not know, or a licence is not expected
    public List<Path> write(Path folder) throws IOException {
        prepare(folder);
        List<Path> files = new ArrayList<>();
        SortedMap<String, Component> libraries = new TreeMap<>();
        for (String function : FUNCTIONS) {
            Path zip = built(function, "function.zip");
            ObjectNode bill = Materials.of(bill(function), Shipped.in(zip));
            Materials.libraries(bill).forEach(library -> libraries.put(library.coordinates(), library));
            files.add(Files.copy(zip, folder.resolve(name(function) + ".zip"), StandardCopyOption.COPY_ATTRIBUTES));
            files.add(Files.write(folder.resolve(name(function) + ".cdx.json"), Json.pretty(bill)));
        }
        files.add(Infra.write(root.resolve("infra"), folder.resolve(name("infra") + ".zip"), function -> name(function) + ".zip"));
        check(libraries.values().stream().filter(library -> !isOwn(library)).toList());
        files.add(Files.writeString(folder.resolve("THIRD-PARTY.txt"), thirdParties(libraries)));
        files.add(Files.copy(root.resolve("LICENSE"), folder.resolve("LICENSE")));
        files.add(Files.copy(root.resolve("NOTICE"), folder.resolve("NOTICE")));
        files.add(Files.writeString(folder.resolve("CHANGES.md"), Changes.of(Files.readString(root.resolve("CHANGELOG.md")), version)));
        files.add(sums(folder, files));
        return files;
    }

    private static void prepare(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> there = Files.list(folder)) {
            if (there.findAny().isPresent()) {
                throw Failure.failed(folder + " is not empty: a release is collected in a folder of its own; take another, or delete it");
            }
        }
    }

    private Path built(String function, String file) {
        Path built = root.resolve("functions").resolve(function).resolve("target").resolve(file);
        if (!Files.isRegularFile(built)) {
            throw Failure.failed(built + " is not there: local/engram release builds it");
        }
        return built;
    }

    /// As Maven made it, for packages of this very version.
    private ObjectNode bill(String function) throws IOException {
        ObjectNode bill = (ObjectNode) Json.read(Files.readAllBytes(built(function, "bom.json")));
        String built = bill.path("metadata").path("component").path("version").asText();
        if (!built.equals(version)) {
            throw Failure.failed("%s was built as %s, not as %s: set the version in the poms (mvn versions:set -DnewVersion=%s)"
                    .formatted(function, built, version, version));
        }
        return bill;
    }

    private String name(String part) {
        return "engram-" + part + "-" + version;
    }

    private static boolean isOwn(Component library) {
        return library.group().equals("engram");
    }

    private void check(List<Component> libraries) {
        List<String> objections = libraries.stream().flatMap(library -> licences.objections(library).stream()).toList();
        if (!objections.isEmpty()) {
            throw Failure.failed("licences that nobody has looked at: keep these libraries out of the packages, or, if the licence is"
                    + " acceptable, add its name to licences.txt\n" + String.join("\n", objections));
        }
    }

    /// By licence, so that it can be read.
    private static String thirdParties(SortedMap<String, Component> libraries) {
        SortedMap<String, TreeSet<String>> byLicence = new TreeMap<>();
        libraries.values().stream()
                .filter(library -> !isOwn(library))
                .forEach(library -> byLicence.computeIfAbsent(String.join(" or ", library.licences()), _ -> new TreeSet<>()).add(library.coordinates()));
        StringBuilder text = new StringBuilder("Libraries in the packages of Engram's functions, by licence. What is no library of Java is in NOTICE.\n");
        for (Map.Entry<String, TreeSet<String>> licence : byLicence.entrySet()) {
            text.append('\n').append(licence.getKey()).append('\n');
            licence.getValue().forEach(library -> text.append("  ").append(library).append('\n'));
        }
        return text.toString();
    }

    private static Path sums(Path folder, List<Path> files) throws IOException {
        StringBuilder sums = new StringBuilder();
        for (Path file : files) {
            sums.append(Sums.line(file)).append('\n');
        }
        return Files.writeString(folder.resolve("SHA256SUMS"), sums);
    }
}
