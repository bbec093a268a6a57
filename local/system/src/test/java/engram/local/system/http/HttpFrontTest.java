package engram.local.system.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import engram.local.system.Journal;
import engram.local.system.lambda.LambdaFunction;
import engram.local.system.lambda.TinyPackage;
import engram.local.system.lambda.Trigger;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpFrontTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Journal SILENT = (who, line) -> { };

    @TempDir
    static Path folder;

    private static LambdaFunction function;
    private static HttpFront front;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        var trigger = new Trigger.Http("/v1/");
        function = LambdaFunction.start(TinyPackage.spec(folder, trigger, Duration.ofSeconds(60), 1),
                TinyPackage.settings(folder), SILENT, Clock.systemUTC());
        front = HttpFront.start(0, Duration.ofSeconds(20), SILENT, Clock.systemUTC());
        front.route(trigger, function);
        function.awaitReady(Duration.ofSeconds(60));
    }

    @AfterAll
    static void end() {
        front.close();
        function.close();
    }

    @Test
    void aRequestBecomesAnEventOfPayloadFormatTwo() throws Exception {
        JsonNode event = event(request("/v1/a%20b/%C3%A4?x=1&x=2&y=%26+z&flag")
                .header("X-Many", "one").header("X-Many", "two")
                .header("Cookie", "a=1; b=2")
                .header("User-Agent", "test"));

        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(event.path("routeKey").asText()).isEqualTo("$default");
        assertThat(event.path("rawPath").asText()).isEqualTo("/v1/a%20b/%C3%A4");
        assertThat(event.path("rawQueryString").asText()).isEqualTo("x=1&x=2&y=%26+z&flag");
        assertThat(event.path("queryStringParameters")).isEqualTo(
                JSON.readTree("{\"x\":\"1,2\",\"y\":\"& z\",\"flag\":\"\"}"));
        assertThat(event.path("headers").path("x-many").asText()).isEqualTo("one,two");
        assertThat(event.path("headers").has("cookie")).isFalse();
        assertThat(event.path("cookies")).isEqualTo(JSON.readTree("[\"a=1\",\"b=2\"]"));
        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
        assertThat(event.has("body")).isFalse();
        JsonNode context = event.path("requestContext");
        assertThat(context.path("http").path("method").asText()).isEqualTo("GET");
        assertThat(context.path("http").path("path").asText()).isEqualTo("/v1/a%20b/%C3%A4");
        assertThat(context.path("http").path("sourceIp").asText()).isEqualTo("127.0.0.1");
        assertThat(context.path("http").path("userAgent").asText()).isEqualTo("test");
        assertThat(context.path("stage").asText()).isEqualTo("$default");
        assertThat(context.path("timeEpoch").asLong()).isPositive();
    }

    @Test
    void aJsonBodyIsText() throws Exception {
        JsonNode event = event(request("/v1/x").header("Content-Type", "application/problem+json; charset=utf-8")
                .POST(BodyPublishers.ofString("{\"q\":\"größe 🙂\"}")));

        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
        assertThat(event.path("body").asText()).isEqualTo("{\"q\":\"größe 🙂\"}");
    }

    @Test
    void aBodyThatIsNotTheTextItClaimsToBeIsBase64() throws Exception {
        assertProblem(raw("text/plain", new byte[] {(byte) 0xff}), 502, "UNAVAILABLE");
    }

    @Test
    void statusHeadersCookiesAndTextComeBack() throws Exception {
        var answer = raw("""
                {"statusCode":201,"headers":{"Content-Type":"text/plain; charset=utf-8","X-One":"1"},
                "cookies":["a=1; Path=/","b=2"],"body":"größe 🙂"}""");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("größe 🙂");
        assertThat(answer.headers().allValues("set-cookie")).containsExactlyInAnyOrder("a=1; Path=/", "b=2");
        assertThat(answer.headers().firstValue("x-one")).contains("1");
    }

    @Test
    void aBase64BodyComesBackAsBytes() throws Exception {
        var answer = raw("{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"AP8B\"}");

        assertThat(answer.body()).containsExactly(0, 0xff, 1);
    }

    @Test
    void anAnswerWithoutAStatusIsTheBodyItself() throws Exception {
        var answer = raw("{\"hello\":\"you\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.body()).asString().isEqualTo("{\"hello\":\"you\"}");
    }

    @Test
    void anEmptyAnswerHasNoBody() throws Exception {
        assertThat(raw("{\"statusCode\":204}").statusCode()).isEqualTo(204);
    }

    @Test
    void anAnswerThatIsNoAnswerIsABadGateway() throws Exception {
        assertProblem(raw("not json"), 502, "UNAVAILABLE");
        assertProblem(raw("{\"statusCode\":7}"), 502, "UNAVAILABLE");
    }

    @Test
    void nothingIsServedElsewhere() throws Exception {
        assertProblem(http.send(request("/v2/x").build(), BodyHandlers.ofByteArray()), 404, "NOT_FOUND");
    }

    @Test
    void bodiesOverTenMegabytesAreRefused() throws Exception {
        assertProblem(raw("application/octet-stream", new byte[10 * 1024 * 1024 + 1]), 413, "INVALID_INPUT");
    }

    @Test
    void whatLambdaCouldNotBeGivenIsRefused() throws Exception {
        assertProblem(raw("application/octet-stream", new byte[5 * 1024 * 1024]), 413, "INVALID_INPUT");
    }

    @Test
    void aSlowFunctionIsAGatewayTimeout() throws Exception {
        var trigger = new Trigger.Http("/");
        try (var slow = LambdaFunction.start(TinyPackage.spec(folder, trigger, Duration.ofSeconds(60), 1),
                TinyPackage.settings(folder), SILENT, Clock.systemUTC());
             var impatient = HttpFront.start(0, Duration.ofSeconds(1), SILENT, Clock.systemUTC())) {
            impatient.route(trigger, slow);
            slow.awaitReady(Duration.ofSeconds(60));

            assertProblem(http.send(HttpRequest.newBuilder(impatient.url().resolve("/x"))
                    .header("Content-Type", "application/octet-stream")
                    .POST(BodyPublishers.ofString("hang")).build(), BodyHandlers.ofByteArray()), 504, "QUERY_TIMEOUT");
        }
    }

    @Test
    void aRequestForAnotherHostIsRefused() throws Exception {
        try (var socket = new Socket("127.0.0.1", front.url().getPort())) {
            socket.getOutputStream().write("GET /v1/x HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403").contains("FORBIDDEN");
        }
    }

    @Test
    void aPortInUseIsSaidToBeInUse() {
        assertThatThrownBy(() -> HttpFront.start(front.url().getPort(), Duration.ofSeconds(1), SILENT,
                Clock.systemUTC())).isInstanceOf(IOException.class)
                .hasMessageContaining("port " + front.url().getPort()).hasMessageContaining("choose another");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(front.url() + path));
    }

    private JsonNode event(HttpRequest.Builder request) throws Exception {
        var answer = http.send(request.build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /// Has the function answer with exactly these bytes.
    private HttpResponse<byte[]> raw(String answer) throws Exception {
        return raw("application/octet-stream", answer.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<byte[]> raw(String type, byte[] body) throws Exception {
        return http.send(request("/v1/raw").header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray());
    }

    private static void assertProblem(HttpResponse<byte[]> answer, int status, String code) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(JSON.readTree(answer.body()).path("code").asText()).isEqualTo(code);
    }
}
