package engram.query.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import engram.domain.TransientFailure;
import engram.query.function.Memory;
import engram.testing.ManualClock;
import engram.testing.lambda.HttpFunction;
import engram.testing.lambda.Json;
import engram.testing.lambda.Reply;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The endpoints of Lambda and CodeDeploy are the test's, for nothing on this machine has them. Behind the one of Lambda is the
/// real function.
@QuarkusTest
class SmokeSearchTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FUNCTION = "arn:aws:lambda:eu-central-1:111122223333:function:engram-query:12";
    private static final List<String> SURROUNDINGS = List.of("aws.region", "aws.accessKeyId", "aws.secretAccessKey");

    @Inject
    Memory memory;

    private final List<String> invoked = new CopyOnWriteArrayList<>();
    private final List<JsonNode> told = new CopyOnWriteArrayList<>();
    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private final List<Duration> paused = new CopyOnWriteArrayList<>();
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-30T12:00:00Z"));
    private HttpServer aws;
    private volatile Map<String, String> functionError = Map.of();
    private volatile int codeDeploy = 200;

    @BeforeEach
    void open() throws IOException {
        memory.clear();
        System.setProperty("aws.region", "eu-central-1");
        System.setProperty("aws.accessKeyId", "AKID");
        System.setProperty("aws.secretAccessKey", "secret");
        aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ClassLoader functions = Thread.currentThread().getContextClassLoader();
        aws.createContext("/2015-03-31/functions/", exchange -> {
            Thread.currentThread().setContextClassLoader(functions);
            invoke(exchange);
        });
        aws.createContext("/", this::takeOutcome);
        aws.start();
    }

    @AfterEach
    void close() {
        aws.stop(0);
        SURROUNDINGS.forEach(System::clearProperty);
    }

    private void invoke(HttpExchange exchange) throws IOException {
        invoked.add(exchange.getRequestURI().toString());
        signatures.add(exchange.getRequestHeaders().getFirst("Authorization"));
        ObjectNode event = (ObjectNode) JSON.readTree(exchange.getRequestBody());
        Reply reply = new HttpFunction("query", 1024).call(event);
        functionError.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        answer(exchange, 200, JSON.createObjectNode().put("statusCode", reply.status()).put("body", reply.body()).toString());
    }

    private void takeOutcome(HttpExchange exchange) throws IOException {
        signatures.add(exchange.getRequestHeaders().getFirst("Authorization"));
        assertThat(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                .isEqualTo("CodeDeploy_20141006.PutLifecycleEventHookExecutionStatus");
        told.add(JSON.readTree(exchange.getRequestBody()));
        answer(exchange, codeDeploy, "{}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private JsonNode run(Map<String, String> more) throws IOException {
        String endpoint = "http://127.0.0.1:" + aws.getAddress().getPort();
        Map<String, String> environment = new HashMap<>(Map.of(
                "ENGRAM_SMOKE_FUNCTION", FUNCTION,
                "AWS_ENDPOINT_URL_LAMBDA", endpoint,
                "AWS_ENDPOINT_URL_CODEDEPLOY", endpoint));
        environment.putAll(more);
        ByteArrayOutputStream outcome = new ByteArrayOutputStream();
        new SmokeSearch(environment, clock, paused::add).handleRequest(event(Json.event("smoke-before-traffic.json").toString()), outcome);
        return JSON.readTree(outcome.toByteArray());
    }

    private static ByteArrayInputStream event(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aVersionThatAnswersMayHaveTraffic() throws IOException {
        assertThat(run(Map.of())).isEqualTo(JSON.createObjectNode().put("status", "Succeeded").put("why", ""));

        assertThat(invoked).hasSize(2).containsOnly("/2015-03-31/functions/engram-query/invocations?Qualifier=12");
        JsonNode event = Json.event("smoke-before-traffic.json");
        assertThat(told).singleElement().satisfies(outcome -> {
            assertThat(outcome.path("deploymentId")).isEqualTo(event.path("DeploymentId"));
            assertThat(outcome.path("lifecycleEventHookExecutionId")).isEqualTo(event.path("LifecycleEventHookExecutionId"));
            assertThat(outcome.path("status").asText()).isEqualTo("Succeeded");
        });
        assertThat(signatures.getFirst()).contains("Credential=AKID/").contains("/eu-central-1/lambda/aws4_request");
        assertThat(signatures.getLast()).contains("/eu-central-1/codedeploy/aws4_request");
    }

    @Test
    void aVersionThatDiesGoesBack() throws IOException {
        functionError = Map.of("X-Amz-Function-Error", "Unhandled");

        assertThat(run(Map.of()).path("why").asText()).isEqualTo("the function failed: Unhandled");

        assertThat(told).singleElement().satisfies(outcome -> assertThat(outcome.path("status").asText()).isEqualTo("Failed"));
    }

    @Test
    void aVersionThatRefusesGoesBack() throws IOException {
        String noWorkspace = "x".repeat(256);

        JsonNode outcome = run(Map.of("ENGRAM_QUERY_WORKSPACES", noWorkspace + ",acme"));

        assertThat(outcome.path("why").asText()).isEqualTo("the search was answered 400 INVALID_INPUT");
        assertThat(told.getFirst().path("status").asText()).isEqualTo("Failed");
    }

    /// It sleeps where nobody asks it anything, and the deployment may be the first in hours.
    @Test
    void aVersionWhoseIndexWakesUpMayHaveTraffic() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        memory.indexTrouble = () -> {
            if (asked.incrementAndGet() < 3) {
                clock.advance(Duration.ofSeconds(25));
                throw new TransientFailure("the index did not answer");
            }
        };

        assertThat(run(Map.of()).path("status").asText()).isEqualTo("Succeeded");

        assertThat(paused).containsExactly(Duration.ofSeconds(15), Duration.ofSeconds(15));
        assertThat(told).singleElement().satisfies(outcome -> assertThat(outcome.path("status").asText()).isEqualTo("Succeeded"));
    }

    /// Its policy takes a minute to come into force, and until then each answer is a quick one.
    @Test
    void aVersionWhoseIndexDoesNotLetItInYetIsGivenAMinute() throws IOException {
        memory.indexTrouble = () -> {
            throw new TransientFailure("the index answered 403");
        };

        run(Map.of());

        assertThat(paused.stream().reduce(Duration.ZERO, Duration::plus)).isGreaterThan(Duration.ofMinutes(1));
    }

    @Test
    void aVersionThatTakesAllItsTimeIsStillGivenARest() throws IOException {
        memory.indexTrouble = () -> {
            clock.advance(Duration.ofSeconds(45));
            throw new TransientFailure("the index did not answer");
        };

        run(Map.of());

        assertThat(paused).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    @Test
    void aVersionWhoseIndexNeverAnswersGoesBack() throws IOException {
        memory.indexTrouble = () -> {
            throw new TransientFailure("the index did not answer");
        };

        assertThat(run(Map.of()).path("why").asText()).isEqualTo("the search was answered 503 UNAVAILABLE");

        assertThat(invoked).hasSize(3);
        assertThat(told.getFirst().path("status").asText()).isEqualTo("Failed");
    }

    /// An empty workspace has nothing to find, and a search in it asks the catalog nothing.
    @Test
    void aVersionThatCannotReadTheCatalogGoesBack() throws IOException {
        memory.catalogTrouble = () -> {
            throw new TransientFailure("the catalog did not answer");
        };

        assertThat(run(Map.of()).path("why").asText()).isEqualTo("the list of documents was answered 503 UNAVAILABLE");
    }

    @Test
    void aVersionThatCannotBeInvokedGoesBack() throws IOException {
        JsonNode outcome = run(Map.of("AWS_ENDPOINT_URL_LAMBDA", "http://127.0.0.1:1"));

        assertThat(outcome.path("why").asText()).startsWith("lambda (http://127.0.0.1:1) gave no answer");
        assertThat(told.getFirst().path("status").asText()).isEqualTo("Failed");
    }

    @Test
    void anOutcomeThatCodeDeployDoesNotTakeIsAFailure() {
        codeDeploy = 400;

        assertThatThrownBy(() -> run(Map.of())).isInstanceOf(TransientFailure.class).hasMessageContaining("deployment group");
    }

    @Test
    void whatIsNoEventOfCodeDeploySaysWhatIs() {
        assertThatThrownBy(() -> Order.read(event("{}"))).hasMessageContaining("events/smoke-before-traffic.json");
        assertThatThrownBy(() -> Order.read(event("{\"DeploymentId\":\"d\",\"LifecycleEventHookExecutionId\":\" \"}")))
                .hasMessageContaining("LifecycleEventHookExecutionId");
        assertThatThrownBy(() -> Order.read(event(" ".repeat(70_000)))).hasMessageContaining("bytes");
    }

    @Test
    void aFunctionWithoutAVersionIsRefusedAtTheStart() {
        assertThatThrownBy(() -> new SmokeSearch(Map.of("ENGRAM_SMOKE_FUNCTION", FUNCTION.substring(0, FUNCTION.length() - 3)), clock, paused::add))
                .hasMessageContaining("ENGRAM_SMOKE_FUNCTION");
    }
}
