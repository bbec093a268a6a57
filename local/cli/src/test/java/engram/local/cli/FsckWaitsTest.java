package engram.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A walk that comes no further, as reconcile answers while too many messages wait.
class FsckWaitsTest {

    private static final String HELD = """
            {"hints":0,"walked":{"busy":false,"documents":0,"differences":{},"examples":{},"inFlight":0,"again":[],"ended":false}}""";

    @TempDir
    Path data;

    private final AtomicInteger steps = new AtomicInteger();
    private HttpServer server;
    private volatile int held;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            boolean walk = exchange.getRequestURI().getPath().equals("/_local/reconcile");
            String page = !walk ? "{}" : steps.incrementAndGet() > held ? HELD.replace("\"ended\":false", "\"ended\":true") : HELD;
            byte[] body = page.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        String description = Console.description(ProcessHandle.current().pid(), URI.create("http://127.0.0.1:1"), "engram");
        Files.writeString(data.resolve("engram.json"), description.replaceFirst("\"url\": \"[^\"]+\"", "\"url\": \"" + url + "\""));
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void aWalkThatIsHeldGoesOnOnceThereIsRoom() {
        held = 1;
        Console console = new Console(data);

        assertThat(console.run("fsck", "--repair", "--workspace", "docs")).as(console.err()).isZero();
        assertThat(steps).hasValue(2);
    }

    @Test
    void aQueueThatNobodyEmptiesIsNotWaitedForWithoutEnd() {
        held = Integer.MAX_VALUE;
        Console console = new Console(data);

        assertThat(console.run("fsck", "--repair", "--workspace", "docs", "--timeout", "1")).isEqualTo(Failure.FAILED);
        assertThat(console.err()).contains("no room for hints", "local/engram status");
    }
}
