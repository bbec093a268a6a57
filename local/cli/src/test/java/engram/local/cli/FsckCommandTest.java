package engram.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import engram.local.cli.remote.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FsckCommandTest {

    private static final String BEGIN = "";

    @TempDir
    Path data;

    private final List<String> walked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Console console;
    /// What the search for workspaces answers, by where it goes on.
    private Map<String, String> parts = Map.of();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/_local/status", exchange -> answer(exchange, "{}"));
        server.createContext("/_local/reconcile", exchange -> answer(exchange, reconcile(Json.read(exchange.getRequestBody().readAllBytes()))));
        server.start();
        Files.writeString(data.resolve("engram.json"),
                Console.description(ProcessHandle.current().pid(), URI.create("http://127.0.0.1:1"), "engram").replaceFirst(
                        "\"url\": \"[^\"]+\"", "\"url\": \"http://127.0.0.1:" + server.getAddress().getPort() + "\""));
        console = new Console(data);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void workspacesThatAreFoundInPartsAreAllLookedAt() {
        parts = Map.of(
                BEGIN, "{\"hints\":0,\"workspaces\":[\"default\",\"w\"],\"after\":\"0999\"}",
                "0999", "{\"hints\":0,\"workspaces\":[\"default\"],\"after\":\"1999\"}",
                "1999", "{\"hints\":0,\"workspaces\":[\"lost\"]}");

        assertThat(console.run("fsck")).isEqualTo(Failure.FAILED);

        assertThat(walked).containsExactly("default", "lost", "w");
        assertThat(console.out()).contains("NOT_IN_CATALOG", "lost/a.md");
    }

    @Test
    void aSearchThatGetsNoFurtherIsAFailureAndNoEquality() {
        parts = Map.of(
                BEGIN, "{\"hints\":0,\"workspaces\":[\"default\"],\"after\":\"0999\"}",
                "0999", "{\"hints\":0,\"workspaces\":[\"default\"],\"after\":\"0999\"}");

        assertThat(console.run("fsck")).isEqualTo(Failure.FAILED);

        assertThat(walked).isEmpty();
        assertThat(console.err()).contains("not all workspaces were found", "behind 0999", "--workspace");
    }

    @Test
    void anAnswerWithoutWorkspacesIsNoEmptySystem() {
        parts = Map.of(BEGIN, "{\"hints\":0}");

        assertThat(console.run("fsck")).isEqualTo(Failure.FAILED);

        assertThat(console.err()).contains("not all workspaces were found", "at its begin");
    }

    @Test
    void aSystemWithNothingInItIsEqual() {
        parts = Map.of(BEGIN, "{\"hints\":0,\"workspaces\":[]}");

        assertThat(console.run("fsck")).isZero();

        assertThat(console.err() + console.out()).contains("bucket, catalog and index are equal");
    }

    /// All are equal but for the workspace `lost`.
    private String reconcile(JsonNode order) {
        return switch (order.path("task").asText()) {
            case "workspaces" -> parts.get(order.path("after").asText(BEGIN));
            case "embeddings" -> "{\"hints\":0,\"embeddings\":{\"looked\":0,\"retired\":{},\"differences\":{},\"examples\":{}}}";
            default -> {
                String workspace = order.path("workspace").asText();
                walked.add(workspace);
                yield "{\"hints\":0,\"walked\":{\"busy\":false,\"documents\":1,\"differences\":%s,\"examples\":%s,\"inFlight\":0,\"again\":[],\"ended\":true}}"
                        .formatted(workspace.equals("lost") ? "{\"NOT_IN_CATALOG\":1}" : "{}",
                                workspace.equals("lost") ? "{\"NOT_IN_CATALOG\":[\"lost/a.md\"]}" : "{}");
            }
        };
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
