package engram.embedding;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The build step that adds a model and ONNX Runtime's native libraries, unpacked, in `model/` to a function's zip.
/// The libraries are those of Lambda and of the building machine, so that the very zip that is deployed runs there too; for Lambda's
/// other processor it has that one's alone.
final class FunctionZip {

    /// As the template's `Architecture` calls the processors of Lambda.
    private static final String USUAL = "x86_64";
    private static final Map<String, String> LAMBDA = Map.of(USUAL, "linux-x64", "arm64", "linux-aarch64");

    /// Of a function that embeds, as this project wants it. Lambda takes no more than 250 MB unpacked.
    private static final long MOST_BYTES = 90L << 20;

    /// Every build makes the same bytes of the same files.
    private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    private FunctionZip() {}

    /// @param arguments the zip, the folder with the models, the name of the model to add, and the processor, x86_64 or arm64
    public static void main(String[] arguments) {
        try {
            add(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2], arguments[3]);
        } catch (IOException | IllegalStateException e) {
            System.err.println("cannot put the model into the function's zip: " + e.getMessage());
            System.exit(1);
        }
    }

    static void add(Path zip, Path models, String model, String processor) throws IOException {
        ModelFiles.require(models.resolve(model).resolve(ModelFiles.MODEL));
        if (!Files.exists(zip)) {
            throw new IllegalStateException("there is no " + zip + "; the Quarkus plugin must have written it before");
        }
        try (FileSystem inside = FileSystems.newFileSystem(
                URI.create("jar:" + zip.toUri()), Map.of("enablePosixFileAttributes", "true"))) {
            for (String folder : folders(model, processor)) {
                addFolder(models, folder, inside.getPath("model"));
            }
        }
        if (Files.size(zip) > MOST_BYTES) {
            throw new IllegalStateException(
                    zip + " has " + Files.size(zip) + " bytes, at most " + MOST_BYTES + " are allowed");
        }
    }

    private static List<String> folders(String model, String processor) {
        if (!LAMBDA.containsKey(processor)) {
            throw new IllegalStateException("function.architecture is x86_64 or arm64, got " + processor);
        }
        TreeSet<String> folders = new TreeSet<>(List.of(model, library(LAMBDA.get(processor))));
        if (processor.equals(USUAL)) {
            folders.add(library(NativeLibrary.platform()));
        }
        return List.copyOf(folders);
    }

    private static String library(String platform) {
        return NativeLibrary.FOLDER + "/" + platform;
    }

    private static void addFolder(Path models, String folder, Path target) throws IOException {
        try (Stream<Path> files = Files.list(models.resolve(folder))) {
            for (Path file : files.sorted().toList()) {
                Path entry = target.resolve(folder).resolve(file.getFileName().toString());
                makeFolder(entry.getParent());
                Files.copy(file, entry, StandardCopyOption.REPLACE_EXISTING);
                describe(entry, "rw-r--r--");
            }
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        if (folder != null && Files.notExists(folder)) {
            makeFolder(folder.getParent());
            Files.createDirectory(folder);
            describe(folder, "rwxr-xr-x");
        }
    }

    private static void describe(Path entry, String permissions) throws IOException {
        Files.setLastModifiedTime(entry, TIME);
        Files.setPosixFilePermissions(entry, PosixFilePermissions.fromString(permissions));
    }
}
