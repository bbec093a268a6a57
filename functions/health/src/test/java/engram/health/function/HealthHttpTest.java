package engram.health.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import engram.domain.ModelVersion;
import engram.domain.Reason;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.domain.health.LagLog.Passes;
import engram.domain.health.Lags;
import engram.domain.health.ReconcileReport;
import engram.domain.health.RetentionReport;
import engram.domain.health.Vitals.Queue;
import engram.health.Health;
import engram.testing.lambda.Reply;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The function as Lambda calls it, its dependencies in memory.
@QuarkusTest
class HealthHttpTest {

    @Inject
    Memory memory;

    @Inject
    Health health;

    @AfterEach
    void recover() {
        memory.patient.recover();
        health.within(Duration.ofSeconds(30));
    }

    @Test
    void aProbeIsToldThatItIsReady() {
        Reply reply = Function.call(Function.event("health-ready.json"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("status").asText()).isEqualTo("UP");
    }

    @Test
    void aProbeIsToldThatItIsNotReadyAndNothingInternal() {
        memory.patient.fail("bucket");
        look();

        Reply reply = Function.get("/health/ready");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.body()).isEqualToIgnoringWhitespace(
                "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"engram\",\"status\":\"DOWN\"}]}");
    }

    @Test
    void whatIsMerelyDegradedIsReady() {
        memory.patient.fail("embeddings");
        look();

        assertThat(Function.get("/health/ready").status()).isEqualTo(200);
        assertThat(Function.get("/v1/health").json().path("status").asText()).isEqualTo("degraded");
    }

    @Test
    void itLivesWhateverIsWrongElsewhere() {
        memory.patient.fail("bucket");
        memory.patient.fail("catalog");
        look();

        assertThat(Function.get("/health/live").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/health/started", "/health/well", "/health/group/x",
        "/q/health", "/q/metrics", "/v1", "/"})
    void whoeverIsNotKnownLearnsNothingInternal(String path) {
        memory.patient.fail("bucket");
        look();

        String body = Function.get(path).body();

        assertThat(body).doesNotContain("secret-host", "bucket", "catalog", "mend", "Exception");
    }

    @Test
    void thePageSaysHowAllIs() {
        Instant now = Instant.now();
        memory.lags.add(now, new Passes(3, Lags.of(Duration.ofSeconds(2))));
        memory.reports.keep(new ReconcileReport(
                now, Duration.ofSeconds(9), Map.of(Status.INDEXED, 5L), Map.of(),
                Optional.of(new ReconcileReport.Failed(new SourcePath("a/scan.pdf"), Reason.NO_TEXT, now))));
        memory.held.keep(new RetentionReport(now, 3, 17));
        memory.patient.queue = new Queue(1, 2, 3);
        look();

        Reply reply = Function.call(Function.event("health-page.json"));
        JsonNode page = reply.json();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("X-Request-Id")).isEqualTo(Function.REQUEST_ID);
        assertThat(page.path("status").asText()).isEqualTo("ok");
        assertThat(page.path("dependencies").findValuesAsText("name")).containsExactly(
                "bucket", "queue", "deadLetterQueue", "catalog", "embeddings", "index", "alias", "modelVersion");
        assertThat(page.at("/dependencies/0/status").asText()).isEqualTo("up");
        assertThat(page.at("/dependencies/0").has("latencyMillis")).isTrue();
        assertThat(Instant.parse(page.at("/dependencies/0/lastSuccess").asText())).isAfterOrEqualTo(now.minusSeconds(60));
        assertThat(page.at("/queue/waiting").asLong()).isEqualTo(1);
        assertThat(page.at("/queue/inFlight").asLong()).isEqualTo(2);
        assertThat(page.at("/queue/deadLetters").asLong()).isZero();
        assertThat(page.at("/ingest/p95Millis").asLong()).isBetween(2000L, 2400L);
        assertThat(page.path("chunks").asLong()).isEqualTo(7);
        assertThat(page.path("modelVersion").asText()).isEqualTo("m1");
        assertThat(page.at("/reconcile/documents/INDEXED").asLong()).isEqualTo(5);
        assertThat(page.at("/reconcile/oldestFailed/reason").asText()).isEqualTo("NO_TEXT");
        assertThat(page.at("/retention/holds").asLong()).isEqualTo(3);
        assertThat(page.at("/retention/held").asLong()).isEqualTo(17);
    }

    @Test
    void thePageNamesWhatIsWrongAndWhatToDo() {
        memory.patient.fail("bucket");
        look();

        Reply reply = Function.get("/v1/health");
        JsonNode page = reply.json();

        assertThat(reply.status()).isEqualTo(503);
        assertThat(page.at("/problems/0/code").asText()).isEqualTo("BUCKET_UNREACHABLE");
        assertThat(page.at("/problems/0/severity").asText()).isEqualTo("down");
        assertThat(page.at("/dependencies/0/error").asText()).isEqualTo("bucket at secret-host refuses");
        assertThat(page.at("/dependencies/0/remedy").asText()).isEqualTo("mend bucket");
    }

    @Test
    void theModelVersionIsADependencyWithWhatToDo() {
        memory.patient.model = Optional.of(new ModelVersion("m2"));
        look();

        JsonNode model = Function.get("/v1/health").json().at("/dependencies/7");

        assertThat(model.path("name").asText()).isEqualTo("modelVersion");
        assertThat(model.path("status").asText()).isEqualTo("down");
        assertThat(model.path("error").asText()).contains("[m1]").contains("[m2]");
        assertThat(model.path("remedy").asText()).contains("deploy ingest");
        assertThat(model.has("lastSuccess")).isTrue();
    }

    @Test
    void theSchedulePublishesALineOfMetrics() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertThat(Function.call(Function.event("health-schedule.json")).body()).isEqualTo("OK");
        } finally {
            System.setOut(before);
        }

        String line = out.toString(StandardCharsets.UTF_8).lines()
                .filter(each -> each.contains("CloudWatchMetrics")).findFirst().orElseThrow();
        assertThat(new ObjectMapper().readTree(line).path("Status").asInt()).isZero();
    }

    @Test
    void anEventThatIsNeitherIsRefusedInOneClearLine() {
        assertThatThrownBy(() -> Function.call(new ObjectMapper().createObjectNode()))
                .hasMessageContaining("neither a request").hasMessageContaining("nor a schedule's");
    }

    private void look() {
        health.within(Duration.ofSeconds(30));
    }
}
