package engram.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import engram.local.system.lambda.LambdaFunction;
import engram.local.system.lambda.TinyPackage;
import engram.local.system.lambda.Trigger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A function that runs, invoked over HTTP.
class FunctionCallsTest {

    private static final Duration SOON = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private LambdaFunction function;
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        function = LambdaFunction.start(TinyPackage.spec(folder, new Trigger.Calls(), Duration.ofSeconds(30), 1),
                TinyPackage.settings(folder), (_, _) -> { }, Clock.systemUTC());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FunctionCalls calls = new FunctionCalls(List.of(function));
        server.createContext(FunctionCalls.PREFIX, exchange -> {
            // As the front of the system does, whatever becomes of it.
            try (exchange) {
                calls.handle(exchange);
            }
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
        function.close();
    }

    @Test
    void aReportHoldsTheAnswerAsTheJsonThatItIs() throws Exception {
        assertThat(report("{\"done\":[1]}").path("answer")).isEqualTo(new ObjectMapper().readTree("{\"done\":[1]}"));
    }

    @Test
    void anAnswerThatIsNoJsonIsReportedAsText() throws Exception {
        for (String text : List.of("all is well", "3 documents", "{\"half\":", "<p>\"ü\"</p>")) {
            assertThat(report(text).path("answer").textValue()).isEqualTo(text);
        }
    }

    /// Of an invocation whose function answers just that.
    private JsonNode report(String answer) throws IOException, InterruptedException {
        String event = "{\"body\":\"" + Base64.getEncoder().encodeToString(answer.getBytes(StandardCharsets.UTF_8))
                + "\",\"isBase64Encoded\":true}";
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + FunctionCalls.PREFIX + "tiny?report");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(HttpRequest.newBuilder(uri).timeout(SOON).POST(HttpRequest.BodyPublishers.ofString(event)).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            JsonNode report = new ObjectMapper().readTree(response.body());
            assertThat(report.path("function").asText()).isEqualTo("tiny");
            assertThat(report.has("error")).isFalse();
            return report;
        }
    }
}
