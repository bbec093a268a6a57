package engram.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import engram.local.system.parts.Part;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an emulator may answer when it is asked for its first queue.
class EmulatorTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer server;
    private volatile String url;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = ("{\"QueueUrl\":\"" + url + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        http.close();
        server.stop(0);
    }

    @Test
    void theUrlOfItsQueueTellsTheAccount() throws Exception {
        for (String start : List.of("http://127.0.0.1:4566/", "http://sqs.us-east-1.localhost.localstack.cloud:4566/", "https://aws.test/queue/us-east-1/")) {
            url = start + "123456789012/engram-hints-dlq";

            assertThat(endpoints().queueUrl()).endsWith("/123456789012/engram-hints");
        }
    }

    @Test
    void aQueueWhoseUrlTellsNoAccountIsNamedWithIt() {
        for (String odd : List.of("", "http://127.0.0.1:4566", "http://127.0.0.1:4566/", "http://127.0.0.1:4566/engram-hints-dlq", "queue:7", "no URL")) {
            url = odd;

            assertThatThrownBy(this::endpoints).isInstanceOf(SystemFailure.class)
                    .hasMessageContaining("no SQS that works answers at").hasMessageContaining("'" + odd + "'");
        }
    }

    private Endpoints endpoints() throws SystemFailure, InterruptedException {
        URI at = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new Emulator(at, http).endpoints(Map.of(Part.OPENSEARCH, 1));
    }
}
