package engram.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import engram.local.infra.Repository;
import engram.local.system.Deployment;
import engram.local.system.SystemSettings;
import engram.local.system.lambda.ColdStart;
import engram.local.system.lambda.ColdStart.Kind;
import engram.local.system.lambda.FunctionSpec;
import engram.local.system.lambda.HostSettings;
import engram.local.system.lambda.Outcome;
import engram.local.system.parts.EmbeddedServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The deployed package of `query`, started as Lambda starts one from a snapshot, and with an AOT cache that does not fit.
class StartsTest {

    @TempDir
    Path folder;

    private EmbeddedServers servers;
    private ColdStart query;

    @BeforeEach
    void unpack() throws IOException {
        servers = EmbeddedServers.start();
        Map<String, String> environment = new HashMap<>();
        servers.settings()
                .forEach((name, value) -> environment.put(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value));
        SystemSettings settings = SystemSettings.of(folder, 0);
        FunctionSpec spec = Deployment.ENGRAM.functions(settings, environment).stream()
                .filter(each -> each.name().equals("query")).findFirst().orElseThrow();
        query = ColdStart.of(spec, "query",
                new HostSettings(settings.installation().cache().resolve("functions"), folder,
                        settings.installation().root().resolve("local/system/target/ric"), "us-east-1"),
                Path.of(System.getProperty("java.home")), Clock.systemUTC());
    }

    @AfterEach
    void close() throws IOException {
        query.close();
        servers.close();
    }

    @Test
    void beforeTheSnapshotASearchIsGoneThroughThatTheAuditTrailHearsNothingOf() throws Exception {
        assertAnswered(query.start(Kind.SNAPSHOT, event()));

        String log = log();
        assertThat(log).contains("snapshot-rehearsal answered status=404").doesNotContain("without a rehearsal");
        assertThat(log.lines().filter(line -> line.contains("\"audit\":"))).hasSize(1).allMatch(line -> line.contains("\"workspace\":\"acme\""));
    }

    @Test
    void whereStoresDoNotAnswerTheSnapshotIsTakenAllTheSame() throws Exception {
        servers.close();

        Outcome outcome = query.start(Kind.SNAPSHOT, event()).outcome();

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Returned.class, returned ->
                assertThat(new String(returned.body(), StandardCharsets.UTF_8)).contains("\"statusCode\":503"));
        assertThat(log().lines().filter(line -> line.contains("the snapshot is taken without a rehearsal"))).hasSize(1);
    }

    @Test
    void aCacheThatDoesNotFitIsLeftAsideWithOneLine() throws Exception {
        Path cache = query.train(List.of(event()));
        assertAnswered(query.start(Kind.AOT, event()));
        assertThat(log()).doesNotContain("left aside");

        Files.write(cache, new byte[(int) Files.size(cache)]);
        assertAnswered(query.start(Kind.AOT, event()));

        assertThat(log().lines().filter(line -> line.contains("AOT") || line.contains("aot"))).hasSize(1)
                .allMatch(line -> line.contains("is left aside"));
    }

    private static void assertAnswered(ColdStart.Started started) {
        assertThat(started.outcome()).isInstanceOfSatisfying(Outcome.Returned.class, returned ->
                assertThat(new String(returned.body(), StandardCharsets.UTF_8)).contains("\"statusCode\":200"));
    }

    private static byte[] event() {
        return Repository.text("events/query-search.json").getBytes(StandardCharsets.UTF_8);
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("cold-start.log"));
    }
}
