package engram.health.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import engram.domain.TransientFailure;
import engram.domain.health.Level;
import engram.domain.health.Watchbook.Notice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncementsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Notice NOTICE = new Notice(
            "n-1", Level.OK, Level.DEGRADED, Instant.parse("2026-11-21T12:00:00Z"), List.of("DRIFT"), Instant.EPOCH);

    @TempDir
    Path folder;

    @Test
    void allAreToldWhoeverOfThemDoesNotHear() {
        List<String> heard = new ArrayList<>();
        Announcements announcements = new Announcements(JSON, List.of(
                _ -> {
                    throw new TransientFailure("deaf");
                },
                heard::add));

        assertThatThrownBy(() -> announcements.announce(NOTICE)).hasMessage("deaf");
        assertThat(heard).hasSize(1);
    }

    @Test
    void aFileGetsALineEach() throws Exception {
        Path file = folder.resolve("changes.jsonl");
        Lines lines = new Lines(file, "ENGRAM_HEALTH_EVENTS_FILE", Lines.BOUND);
        Announcements announcements =
                new Announcements(JSON, List.of(detail -> lines.append(Announcements.envelope(JSON, detail))));

        announcements.announce(NOTICE);
        announcements.announce(NOTICE);

        assertThat(Files.readAllLines(file)).hasSize(2);
        assertThat(JSON.readTree(Files.readAllLines(file).getFirst())).isEqualTo(JSON.readTree("""
                {"source":"engram.health","detail-type":"HealthChanged","detail":{"id":"n-1","from":"ok","to":"degraded",
                "at":"2026-11-21T12:00:00Z","reasons":["DRIFT"]}}"""));
    }

    @Test
    void aFileIsBegunAnewBeyondItsBound() throws Exception {
        Path file = folder.resolve("metrics.jsonl");
        Lines lines = new Lines(file, "ENGRAM_HEALTH_METRICS_FILE", 10);
        lines.append("12345678");
        lines.append("abc");

        assertThat(file).hasContent("abc");
        assertThat(folder.resolve("metrics.jsonl.1")).hasContent("12345678");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Lines lines = new Lines(folder.resolve("no/such.jsonl"), "ENGRAM_HEALTH_EVENTS_FILE", Lines.BOUND);

        assertThatThrownBy(() -> lines.append("x"))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("such.jsonl")
                .hasMessageContaining("ENGRAM_HEALTH_EVENTS_FILE");
    }

    @Test
    void aWebhookIsPostedJson() throws Exception {
        List<String> posted = new CopyOnWriteArrayList<>();
        HttpServer server = server(204, posted);
        try {
            new Webhook(url(server)).post("{\"a\":1}");
        } finally {
            server.stop(0);
        }

        assertThat(posted).containsExactly("POST application/json {\"a\":1}");
    }

    @Test
    void aWebhookThatRefusesIsNamedByItsHostOnly() throws Exception {
        HttpServer server = server(403, new ArrayList<>());
        try {
            assertThatThrownBy(() -> new Webhook(url(server)).post("{}"))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageContaining("127.0.0.1")
                    .hasMessageContaining("403")
                    .hasMessageNotContaining("token");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aWebhookThatIsNotThereIsATransientFailure() throws Exception {
        HttpServer server = server(204, new ArrayList<>());
        URI gone = url(server);
        server.stop(0);

        assertThatThrownBy(() -> new Webhook(gone).post("{}"))
                .isInstanceOf(TransientFailure.class)
                .hasMessageNotContaining("token");
    }

    /// A client's timeout of a request ends with the head of its answer.
    @Test
    void aWebhookWhoseAnswerNeverEndsIsNotWaitedFor() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        try {
            assertThatThrownBy(() -> new Webhook(url(server)).post("{}"))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageContaining("did not answer");
        } finally {
            over.countDown();
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.com/", "file:/etc/passwd", "example.com"})
    void whatIsNoWebhookIsRefused(String url) {
        assertThatThrownBy(() -> new Webhook(URI.create(url))).hasMessageContaining("ENGRAM_HEALTH_WEBHOOK");
    }

    @Test
    void aNoticeNamesItsReasons() throws Exception {
        List<String> heard = new ArrayList<>();
        new Announcements(JSON, List.of(heard::add)).announce(NOTICE);

        JsonNode detail = JSON.readTree(heard.getFirst());
        assertThat(detail.path("reasons").get(0).asText()).isEqualTo("DRIFT");
    }

    private static URI url(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook?token=secret");
    }

    private static HttpServer server(int status, List<String> posted) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            posted.add(exchange.getRequestMethod() + " " + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
