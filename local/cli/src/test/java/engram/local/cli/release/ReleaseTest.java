package engram.local.cli.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import engram.local.cli.Failure;
import engram.local.cli.remote.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseTest {

    private static final String BILL = """
            {"bomFormat": "CycloneDX", "specVersion": "1.6",
             "metadata": {"component": {"bom-ref": "pkg:maven/engram/ingest@1", "name": "ingest", "version": "1.2.3"}},
             "components": [
               {"bom-ref": "a", "purl": "pkg:maven/org.a/a@1.0", "group": "org.a", "name": "a", "version": "1.0",
                "licenses": [{"license": {"id": "MIT"}}]},
               {"bom-ref": "n", "purl": "pkg:maven/org.a/n@1.0", "group": "org.a", "name": "n", "version": "1.0",
                "licenses": [{"license": {"name": "Strange"}}, {"expression": "Apache-2.0"}]},
               {"bom-ref": "c", "purl": "pkg:maven/org.a/c@1.0", "group": "org.a", "name": "c", "version": "1.0",
                "hashes": [{"alg": "MD5", "content": "0"}], "licenses": [{"license": {"id": "MIT"}}]},
               {"bom-ref": "e", "purl": "pkg:maven/engram/domain@1", "group": "engram", "name": "domain", "version": "1", "licenses": []},
               {"bom-ref": "unshipped", "purl": "pkg:maven/org.a/b@1.0", "group": "org.a", "name": "b", "version": "1.0",
                "licenses": [{"license": {"id": "GPL-3.0-only"}}]}],
             "dependencies": [
               {"ref": "pkg:maven/engram/ingest@1", "dependsOn": ["a", "unshipped", "e"]},
               {"ref": "a", "dependsOn": ["n"]}, {"ref": "unshipped", "dependsOn": ["a"]}]}
            """;

    private static final Set<String> LIBRARIES =
            Set.of("lib/org.a.a-1.0.jar", "lib/org.a.n-1.0-linux-x86_64.jar", "lib/modified-org.a.c-1.0.jar", "lib/engram.domain-1.jar");

    private static final Licences LICENCES = new Licences(Set.of("MIT", "Apache-2.0"));

    @TempDir
    Path root;

    @BeforeEach
    void built() throws IOException {
        for (String function : Release.FUNCTIONS) {
            zip(function, LIBRARIES, Map.of("model/m/model.onnx", "weights"));
            Files.writeString(target(function).resolve("bom.json"), BILL);
        }
        Path infra = Files.createDirectories(root.resolve("infra"));
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("engram.root"), "infra"))) {
            for (Path file : files.toList()) {
                Files.copy(file, infra.resolve(file.getFileName()));
            }
        }
        Files.writeString(root.resolve("LICENSE"), "licence");
        Files.writeString(root.resolve("NOTICE"), "notice");
        Files.writeString(root.resolve("CHANGELOG.md"), "# Changelog\n\n## Unreleased\n\n- later\n\n## [1.2.3] - 2026-12-01\n\n- new\n\n## 1.2.2\n\n- old\n");
    }

    private Path target(String function) throws IOException {
        return Files.createDirectories(root.resolve("functions/" + function + "/target"));
    }

    private void zip(String function, Set<String> libraries, Map<String, String> files) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>(files);
        libraries.forEach(library -> entries.put(library, "jar"));
        entries.put("engram/Own.class", "code");
        try (OutputStream out = Files.newOutputStream(target(function).resolve("function.zip"));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private Path out() {
        return root.resolve("out");
    }

    private List<Path> release() throws IOException {
        return new Release(root, "1.2.3", LICENCES).write(out());
    }

    @Test
    void eachPackageIsThereWithItsBillOfMaterials() throws IOException {
        assertThat(release().stream().map(file -> file.getFileName().toString()))
                .contains("engram-ingest-1.2.3.zip", "engram-ingest-1.2.3.cdx.json", "engram-health-1.2.3.zip", "engram-infra-1.2.3.zip", "LICENSE", "NOTICE")
                .endsWith("THIRD-PARTY.txt", "LICENSE", "NOTICE", "CHANGES.md", "SHA256SUMS");
        assertThat(out().resolve("engram-query-1.2.3.zip")).hasSameBinaryContentAs(target("query").resolve("function.zip"));
    }

    @Test
    void itsTemplateTakesThePackagesThatLieBesideIt() throws IOException {
        release();
        unpack(out().resolve("engram-infra-1.2.3.zip"));

        Path infra = out().resolve("infra");
        String template = Files.readString(infra.resolve("template.yaml"));
        List<String> packages = named(template, "CodeUri");
        assertThat(packages).hasSize(template.split("Type: AWS::Serverless::Function\n", -1).length - 1)
                .contains("../engram-ingest-1.2.3.zip")
                .allSatisfy(code -> assertThat(infra.resolve(code).normalize()).isRegularFile().hasParent(out()));
        assertThat(named(template, "TemplateURL")).isNotEmpty().allSatisfy(nested -> assertThat(infra.resolve(nested)).isRegularFile());
        assertThat(infra.resolve("samconfig.toml")).hasSameTextualContentAs(root.resolve("infra/samconfig.toml"));
        assertThat(infra.resolve("stack-policy.json")).isRegularFile();
    }

    @Test
    void aTemplateThatTakesAnotherPackageEndsIt() throws IOException {
        Path template = root.resolve("infra/template.yaml");
        String other = "../functions/hello/target/function.zip";
        Files.writeString(template, Files.readString(template).replace("../functions/retention/target/function.zip", other));

        assertThatThrownBy(this::release).isInstanceOf(Failure.class).hasMessageContaining(other);
    }

    private static List<String> named(String template, String property) {
        return Pattern.compile(property + ": *\"?([^\"\\s]+)").matcher(template).results().map(value -> value.group(1)).toList();
    }

    private static void unpack(Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : Collections.list(file.entries())) {
                Path there = zip.resolveSibling(entry.getName());
                Files.createDirectories(there.getParent());
                try (InputStream in = file.getInputStream(entry)) {
                    Files.copy(in, there);
                }
            }
        }
    }

    @Test
    void aBillSaysWhatIsInThePackageAndNothingElse() throws IOException {
        release();

        JsonNode bill = Json.read(Files.readAllBytes(out().resolve("engram-ingest-1.2.3.cdx.json")));
        assertThat(bill.path("components").valueStream().map(component -> component.path("name").asText()))
                .containsExactlyInAnyOrder("a", "n", "c", "domain", "model/m/model.onnx");
        JsonNode model = bill.path("components").valueStream()
                .filter(component -> component.path("type").asText().equals("machine-learning-model")).findFirst().orElseThrow();
        assertThat(model.path("hashes").path(0).path("content").asText())
                .isEqualTo("9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c");
        JsonNode changed = bill.path("components").valueStream()
                .filter(component -> component.path("name").asText().equals("c")).findFirst().orElseThrow();
        assertThat(changed.path("pedigree").path("notes").asText()).contains("Quarkus changed");
        assertThat(changed.path("hashes").toString()).contains("SHA-256").doesNotContain("MD5");
        assertThat(bill.path("dependencies").toString()).doesNotContain("unshipped").contains("\"ref\":\"a\"", "\"dependsOn\":[\"n\"]");
    }

    @Test
    void sumsAreThoseOfTheFiles() throws IOException {
        List<Path> files = release();

        List<String> lines = Files.readAllLines(out().resolve("SHA256SUMS"));
        assertThat(lines).hasSize(files.size() - 1);
        for (String line : lines) {
            Path file = out().resolve(line.substring(66));
            assertThat(line).isEqualTo(Sums.line(file));
        }
        assertThat(lines).contains("8178ac72b28d77fcb851fcd301583182bd05d9663ed2ec8131e60f057c2795f7  LICENSE");
    }

    @Test
    void librariesAreListedByLicenceAndOurOwnAreNot() throws IOException {
        release();

        assertThat(Files.readString(out().resolve("THIRD-PARTY.txt")))
                .contains("\nMIT\n  org.a:a:1.0\n  org.a:c:1.0\n", "\nStrange or Apache-2.0\n  org.a:n:1.0\n")
                .doesNotContain("engram:domain", "org.a:b");
    }

    @Test
    void whatIsNewIsTakenFromTheChangelog() throws IOException {
        release();

        assertThat(Files.readString(out().resolve("CHANGES.md"))).isEqualTo("- new\n");
        assertThat(Changes.of(Files.readString(root.resolve("CHANGELOG.md")), "1.3.0-SNAPSHOT")).isEqualTo("- later\n");
        assertThatThrownBy(() -> Changes.of("# Changelog\n", "1.2.3")).isInstanceOf(Failure.class).hasMessageContaining("no heading \"## 1.2.3\"");
    }

    @Test
    void aLibraryThatTheBillDoesNotKnowEndsIt() throws IOException {
        zip("query", Set.of("lib/org.a.a-1.0.jar", "lib/org.evil.e-6.6.jar"), Map.of());

        assertThatThrownBy(this::release).isInstanceOf(Failure.class).hasMessageContaining("org.evil.e-6.6.jar");
    }

    @Test
    void aLicenceThatNobodyLookedAtEndsItOnlyWhereItIsShipped() throws IOException {
        zip("query", Set.of("lib/org.a.b-1.0.jar"), Map.of());

        assertThatThrownBy(this::release).isInstanceOf(Failure.class).hasMessageContaining("org.a:b:1.0 is under GPL-3.0-only");
    }

    @Test
    void packagesOfAnotherVersionAreNone() {
        assertThatThrownBy(() -> new Release(root, "1.2.4", LICENCES).write(out()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("ingest was built as 1.2.3, not as 1.2.4");
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        Files.delete(target("retention").resolve("bom.json"));

        assertThatThrownBy(this::release).isInstanceOf(Failure.class).hasMessageContaining("retention/target/bom.json is not there");
    }

    @Test
    void aFolderThatHoldsSomethingIsLeftAlone() throws IOException {
        Files.writeString(Files.createDirectories(out()).resolve("mine"), "mine");

        assertThatThrownBy(this::release).isInstanceOf(Failure.class).hasMessageContaining("is not empty");
        assertThat(out().resolve("mine")).hasContent("mine");
    }
}
