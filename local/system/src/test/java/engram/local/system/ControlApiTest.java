package engram.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import engram.local.system.lambda.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What needs no store.
class ControlApiTest {

    @TempDir
    Path data;

    private final CountDownLatch shutdown = new CountDownLatch(1);
    private final List<String> said = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", new ControlApi(() -> null, shutdown::countDown, null, null, null,
                _ -> new Outcome.Returned("{\"hints\":3}".getBytes(StandardCharsets.UTF_8)),
                new AuditFile(data, Clock.systemUTC()), (who, line) -> said.add(who + ": " + line), Clock.systemUTC()));
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private int post(String path, String body) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void whatCannotBeWrittenToTheAuditTrailIsDoneAllTheSame() throws Exception {
        Files.writeString(data.resolve("logs"), "in the way, as a full disk would be");

        assertThat(post("/_local/reconcile", "{\"repair\":true,\"workspace\":\"docs\"}")).isEqualTo(200);
        assertThat(post("/_local/shutdown", "")).isEqualTo(202);
        assertThat(shutdown.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said).hasSize(2).allMatch(line -> line.startsWith("audit: "));
    }

    @Test
    void aRepairIsAuditedInItsWorkspace() throws Exception {
        assertThat(post("/_local/reconcile", "{\"repair\":true,\"workspace\":\"docs\"}")).isEqualTo(200);

        assertThat(Files.readString(data.resolve("logs/audit.log")))
                .contains("\"audit\":\"repair\"", "\"workspace\":\"docs\"", "\"subject\":\"\"", "\"count\":3");
    }
}
