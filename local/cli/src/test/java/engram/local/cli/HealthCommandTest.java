package engram.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthCommandTest {

    private static final String WELL = """
            {"status":"ok","at":"2026-11-21T12:00:00Z","problems":[],
             "dependencies":[{"name":"bucket","status":"up","latencyMillis":3,"lastSuccess":"2026-11-21T12:00:00Z"}],
             "queue":{"waiting":1,"inFlight":2,"delayed":0,"deadLetters":0},
             "ingest":{"handledLastHour":4,"measured":3,"p50Millis":900,"p95Millis":2000,"p99Millis":2000},
             "chunks":12,"modelVersion":"m1","reconcile":{"state":"not known yet: reconcile has not run"},
             "retention":{"state":"known","at":"2026-11-21T11:40:00Z","holds":1,"held":2}}""";
    private static final String DOWN = """
            {"status":"down","at":"2026-11-21T12:00:00Z",
             "problems":[{"code":"BUCKET_UNREACHABLE","severity":"down","what":"it is gone","remedy":"bring it back"}],
             "dependencies":[{"name":"bucket","status":"down","latencyMillis":1500}],
             "reconcile":{"state":"known","ended":"2026-11-21T11:00:00Z","documents":{"INDEXED":5},"drift":2,
              "oldestFailed":{"sourcePath":"default/scan.pdf","reason":"NO_TEXT","since":"2026-11-20T10:00:00Z"}}}""";

    private static final String WAKING = """
            {"status":"ok","at":"2026-11-21T12:00:00Z","problems":[],
             "dependencies":[{"name":"index","status":"waking","latencyMillis":1500,"lastSuccess":"2026-11-21T08:00:00Z",
              "seenAt":"2026-11-21T08:00:00Z","ageSeconds":14400}],
             "chunks":12,"modelVersion":"m1","reconcile":{"state":"not known yet: reconcile has not run"}}""";

    @TempDir
    Path data;

    private HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void aSystemThatIsWellEndsWithZero() throws IOException {
        Console console = asked(200, WELL);

        assertThat(console.run("health")).isZero();
        assertThat(console.out()).contains("Engram is ok", "bucket", "3 ms", "1 waiting, 2 being handled", "4 source paths",
                "p95 2", "12 chunks of m1", "reconcile has not run",
                "1 hold, 2 documents kept from the last sweep");
    }

    @Test
    void aSystemThatIsDownEndsWithOneAndSaysWhatToDo() throws IOException {
        Console console = asked(503, DOWN);

        assertThat(console.run("health")).isEqualTo(Failure.FAILED);
        assertThat(console.out()).contains("Engram is down", "BUCKET_UNREACHABLE (down): it is gone", "bring it back", "not yet",
                "5 INDEXED, 2 differences; FAILED for the longest: default/scan.pdf, NO_TEXT since 2026-11-20", "does not answer");
    }

    @Test
    void whatWasSeenOfAnIndexThatSleepsIsSaidToBeOld() throws IOException {
        Console console = asked(200, WAKING);

        assertThat(console.run("health")).isZero();
        assertThat(console.out()).contains("waking", "12 chunks of m1, seen at 2026-11-21T08:00:00Z; it may be waking up");
    }

    @Test
    void programsGetTheAnswerAsItIs() throws IOException {
        Console console = asked(503, DOWN);

        assertThat(console.run("health", "--json")).isEqualTo(Failure.FAILED);
        assertThat(console.out()).contains("\"BUCKET_UNREACHABLE\"");
    }

    @Test
    void aSystemThatDoesNotRunEndsWithThree() {
        Console console = new Console(data);

        assertThat(console.run("health")).isEqualTo(Failure.NOT_RUNNING);
    }

    private Console asked(int status, String page) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/health", exchange -> {
            byte[] body = page.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        String description = Console.description(
                ProcessHandle.current().pid(), java.net.URI.create("http://127.0.0.1:1"), "engram");
        Files.writeString(data.resolve("engram.json"), description.replaceFirst(
                "\"url\": \"[^\"]+\"", "\"url\": \"http://127.0.0.1:" + server.getAddress().getPort() + "\""));
        return new Console(data);
    }
}
