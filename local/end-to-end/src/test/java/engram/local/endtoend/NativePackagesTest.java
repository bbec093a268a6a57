package engram.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.system.LocalSystem;
import engram.local.system.PackageKind;
import engram.local.system.SystemFailure;
import engram.local.system.SystemSettings;
import engram.local.system.parts.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What native packages make of documents and questions is what the JVM's make of them, to the last bit. That they do all that the
/// others do is for the other tests here, run with the same property.
@EnabledIfSystemProperty(named = Systems.PACKAGE, matches = "native", disabledReason = "needs packages of Maven's profile native")
class NativePackagesTest {

    private static final Path ROOT = Path.of(System.getProperty("engram.root"));
    private static final List<String> PAGES = List.of("api.md", "formats.md", "pii.md");
    private static final String QUESTION = "What happens to a document with a credit card's number in it?";

    @TempDir
    Path folder;

    /// All that a user, or the index, has to tell of them.
    ///
    /// @param entries of the index by id, each with its text and vector
    /// @param answers to the question, by mode
    private record Seen(Map<String, JsonNode> entries, Map<String, JsonNode> answers) {}

    @Test
    void idsVectorsAndScoresAreThoseOfTheJvm() throws Exception {
        Seen jvm = seen(SystemSettings.of(folder.resolve("jvm"), 0));
        Seen executables = seen(Systems.settings(folder.resolve("native")));

        assertThat(runsNatively("query")).isTrue();
        assertThat(jvm.entries()).hasSizeGreaterThan(20);
        assertThat(executables.entries()).isEqualTo(jvm.entries());
        assertThat(jvm.answers().get("semantic")).hasSize(10);
        assertThat(executables.answers()).isEqualTo(jvm.answers());
    }

    /// What becomes of each, and the text and the vectors of all.
    @ParameterizedTest
    @ValueSource(strings = {"functions/ingest/target/documents", "../shared/data/nasty"})
    void documentsOfEveryKindEndAsOnTheJvm(String documents) throws Exception {
        Path files = ROOT.resolve(documents).normalize();
        assumeTrue(Files.isDirectory(files), () -> "needs " + files + ": DocumentsOfEveryKindTest writes the first of them, and nothing the others");

        Ends jvm = ends(SystemSettings.of(folder.resolve("jvm"), 0), files);
        Ends executables = ends(Systems.settings(folder.resolve("native")), files);

        assertThat(runsNatively("ingest")).isTrue();
        assertThat(jvm.documents()).hasSizeGreaterThan(30);
        assertThat(executables.documents()).isEqualTo(jvm.documents());
        assertThat(executables.entries()).isEqualTo(jvm.entries());
    }

    /// @param documents what the API says of each, but for what differs from one upload to the next
    private record Ends(Map<String, JsonNode> documents, Map<String, JsonNode> entries) {}

    private static Ends ends(SystemSettings settings, Path files) throws SystemFailure, IOException {
        try (LocalSystem system = LocalSystem.start(settings, Progress.NONE); Stream<Path> all = Files.list(files)) {
            User user = new User(system.description());
            List<String> keys = all.map(file -> "kinds/" + file.getFileName()).sorted().toList();
            for (String key : keys) {
                user.put(key, Files.readAllBytes(files.resolve(key.substring("kinds/".length()))), "");
            }
            Map<String, JsonNode> documents = new TreeMap<>();
            for (String key : keys) {
                ObjectNode document = (ObjectNode) user.await("kinds", key, one ->
                        !one.path("status").asText().equals("PENDING") && !one.path("underWay").asBoolean());
                documents.put(key, document.retain("status", "reason", "detail", "chunks", "title", "size", "pipelineVersion", "modelVersion"));
            }
            return new Ends(documents, entries(user));
        }
    }

    /// Of a function that has a package of its own; the journal says so of each.
    private boolean runsNatively(String function) throws IOException {
        assertThat(PackageKind.NATIVE.zip(ROOT.resolve("functions").resolve(function))).isRegularFile();
        try (Stream<String> lines = Files.lines(folder.resolve("native/logs/system.log"))) {
            return lines.anyMatch(line -> line.contains(function) && line.endsWith("runs its native package"));
        }
    }

    private static Seen seen(SystemSettings settings) throws SystemFailure, IOException {
        try (LocalSystem system = LocalSystem.start(settings, Progress.NONE)) {
            User user = new User(system.description());
            for (String page : PAGES) {
                user.put("docs/" + page, Files.readString(ROOT.resolve("docs").resolve(page)));
            }
            for (String page : PAGES) {
                user.awaitStatus("docs", "docs/" + page, "INDEXED");
            }
            return new Seen(entries(user), answers(user));
        }
    }

    private static Map<String, JsonNode> entries(User user) {
        user.index("POST", "/engram/_refresh", "");
        Map<String, JsonNode> entries = new TreeMap<>();
        for (JsonNode hit : user.index("POST", "/engram/_search", "{\"size\":10000}").path("hits").path("hits")) {
            entries.put(hit.path("_id").asText(), hit.path("_source"));
        }
        return entries;
    }

    private static Map<String, JsonNode> answers(User user) {
        Map<String, JsonNode> answers = new TreeMap<>();
        for (String mode : List.of("semantic", "lexical", "hybrid")) {
            answers.put(mode, new ObjectMapper().createArrayNode().addAll(hits(user.search("docs", QUESTION, mode))));
        }
        return answers;
    }

    /// Without what differs from one upload to the next.
    private static List<ObjectNode> hits(JsonNode answer) {
        return answer.path("hits").valueStream()
                .map(hit -> ((ObjectNode) hit).<ObjectNode>without(List.of("lastModified", "versionId")))
                .toList();
    }
}
