package engram.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The deployed packages take every event that AWS may send them: those of `events/`, and other people's samples.
class EventsTest {

    private static final Path ROOT = Path.of(System.getProperty("engram.root"));
    private static final Path SAMPLES = ROOT.resolve("../shared/data/aws-events").normalize();

    /// Which messages of them come again, by the last digit of their ids; of all others none does.
    private static final Map<String, Set<String>> REPORTED = Map.of(
            "ingest-malformed.json", Set.of("1", "3", "4"),
            "ingest-foreign.json", Set.of("1", "2", "3", "4", "5"));

    @TempDir
    static Path data;

    @RegisterExtension
    static final RunningSystem SYSTEM = new RunningSystem(() -> data);

    private final User user = SYSTEM.user();

    static Stream<String> events() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("events"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void theFunctionThatAFileIsNamedAfterTakesItsEvent(String name) throws IOException {
        String function = name.substring(0, name.indexOf('-'));

        JsonNode report = user.invoke(function, Files.readAllBytes(ROOT.resolve("events").resolve(name)));

        assertThat(report.path("error").isMissingNode()).as("%s", report).isTrue();
        JsonNode answer = report.path("answer");
        switch (function) {
            case "ingest" -> assertThat(reported(answer)).isEqualTo(REPORTED.getOrDefault(name, Set.of()));
            case "smoke" -> assertThat(answer.path("status").asText()).as("%s", report).isEqualTo("Succeeded");
            case "query", "health" -> assertThat(answer.path("statusCode").asInt()).as("%s", report).isBetween(200, 499);
            default -> assertThat(answer.isNull()).as("%s", report).isFalse();
        }
    }

    @Test
    void othersSamplesAreTakenOrRefusedInWords() throws IOException {
        assumeThat(SAMPLES).as("samples of AWS's events, which are not part of this repository").isDirectory();
        List<Path> files;
        try (Stream<Path> all = Files.list(SAMPLES)) {
            files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
        Set<Long> before = pids();
        for (Path file : files) {
            byte[] event = Files.readAllBytes(file);
            for (String function : List.of("ingest", "query", "reconcile", "retention", "health")) {
                JsonNode report = user.invoke(function, event);
                assertThat(report.at("/error/type").asText()).as("%s to %s: %s", file, function, report).isNotEqualTo("Unavailable");
                if (report.has("error")) {
                    assertThat(report.at("/error/message").asText()).as("%s to %s", file, function).isNotBlank();
                    assertThat(report.at("/error/type").asText()).as("%s to %s", file, function).doesNotContain("NullPointer");
                }
            }
        }
        assertThat(pids()).as("processes that lived through all of it").containsAll(before);
    }

    private static Set<Long> pids() {
        Set<Long> pids = new TreeSet<>();
        SYSTEM.description().children().stream().filter(child -> child.pid() > 0)
                .filter(child -> Stream.of("ingest", "query", "reconcile", "health").anyMatch(child.name()::startsWith))
                .forEach(child -> pids.add(child.pid()));
        return pids;
    }

    private static Set<String> reported(JsonNode answer) {
        Set<String> ids = new TreeSet<>();
        StreamSupport.stream(answer.path("batchItemFailures").spliterator(), false)
                .map(failure -> failure.path("itemIdentifier").asText())
                .forEach(id -> ids.add(id.substring(id.length() - 1)));
        return ids;
    }
}
