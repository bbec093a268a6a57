package engram.health.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import engram.domain.Status;
import engram.domain.health.LagLog.Passes;
import engram.domain.health.Lags;
import engram.domain.health.Level;
import engram.domain.health.ReconcileReport;
import engram.domain.health.Vitals.Alias;
import engram.domain.health.Watchbook.Entry;
import engram.domain.health.Watchbook.IndexLook;
import engram.health.Health;
import engram.health.Patient;
import engram.health.Seen;
import engram.testing.InMemoryLagLog;
import engram.testing.InMemoryReconcileReports;
import engram.testing.InMemoryRetentionReports;
import engram.testing.InMemoryWatchbook;
import engram.testing.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The line has the structure that CloudWatch's specification of the embedded metric format asks for.
class EmbeddedMetricsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Set<String> UNITS = Set.of("Seconds", "Milliseconds", "Count", "None");

    private final Patient patient = new Patient();
    private final InMemoryLagLog lags = new InMemoryLagLog();
    private final InMemoryReconcileReports reports = new InMemoryReconcileReports();
    private final InMemoryWatchbook book = new InMemoryWatchbook();
    private Duration indexInterval = Duration.ZERO;

    @Test
    void theLineIsInTheFormat() throws Exception {
        lags.add(NOW, new Passes(2, Lags.of(Duration.ofSeconds(1))));
        reports.keep(new ReconcileReport(
                NOW.minusSeconds(60), Duration.ofSeconds(1), Map.of(Status.INDEXED, 4L), Map.of("x", 2L, ReconcileReport.SAMPLED, 5L), Optional.empty()));

        String text = line();
        JsonNode line = new ObjectMapper().readTree(text);

        assertThat(text).doesNotContain("\n");
        assertThat(line.at("/_aws/Timestamp").isIntegralNumber()).isTrue();
        assertThat(line.at("/_aws/Timestamp").asLong()).isEqualTo(NOW.toEpochMilli());
        JsonNode directives = line.at("/_aws/CloudWatchMetrics");
        assertThat(directives).hasSize(1);
        assertThat(directives.at("/0/Namespace").asText()).isEqualTo("Tests");
        assertThat(directives.at("/0/Dimensions").isArray()).isTrue();
        assertThat(directives.at("/0/Dimensions/0").isArray()).isTrue();
        assertThat(directives.at("/0/Metrics").size()).isBetween(1, 100);
        for (JsonNode metric : directives.at("/0/Metrics")) {
            assertThat(UNITS).contains(metric.path("Unit").asText());
            assertThat(line.path(metric.path("Name").asText()).isNumber()).as(metric.toString()).isTrue();
        }
        assertThat(line.path("Drift").asDouble()).isEqualTo(2);
        assertThat(line.path("DocumentsIndexed").asDouble()).isEqualTo(4);
        assertThat(line.path("IngestLagP95").asDouble()).isBetween(1000.0, 1200.0);
        assertThat(line.path("BucketUp").asDouble()).isEqualTo(1);
        assertThat(line.path("Status").asDouble()).isEqualTo(1);
        assertThat(line.at("/problems/0").asText()).isEqualTo("DRIFT");
    }

    /// Each costs something by the month, and `local/engram cost` says what.
    @Test
    void asManyMetricsAsArePaidForAreThereIfAllIsKnown() throws Exception {
        lags.add(NOW, new Passes(2, Lags.of(Duration.ofSeconds(1))));
        Map<Status, Long> documents = Map.of(Status.INDEXED, 4L, Status.EMPTY, 1L, Status.FAILED, 1L);
        reports.keep(new ReconcileReport(NOW.minusSeconds(60), Duration.ofSeconds(1), documents, Map.of(), Optional.empty()));
        Path figures = Path.of(System.getProperty("engram.root"), "local/cli/src/main/resources/engram/local/cli/cost/figures.json");

        assertThat(new ObjectMapper().readTree(line()).at("/_aws/CloudWatchMetrics/0/Metrics").size())
                .isEqualTo(new ObjectMapper().readTree(figures.toFile()).at("/watch.metrics/value").asInt());
    }

    @Test
    void whatIsNotKnownIsNoMetric() throws Exception {
        patient.fail("queue");

        JsonNode line = new ObjectMapper().readTree(line());

        assertThat(line.path("QueueUp").asDouble()).isZero();
        assertThat(line.has("MessagesWaiting")).isFalse();
        assertThat(line.has("Drift")).isFalse();
        assertThat(line.has("IngestLagP95")).isFalse();
        assertThat(line.toString()).doesNotContain("secret-host");
    }

    /// An alarm is on it, and must not stay quiet because no walk ever ends.
    @Test
    void theAgeOfAWalkThatNeverWasIsThatOfTheDocuments() throws Exception {
        assertThat(new ObjectMapper().readTree(line()).has("ReconcileAge")).isFalse();

        Instant since = NOW.minusSeconds(7200);
        book.replace(Optional.empty(), new Entry(1, Level.OK, since, 0, Optional.empty(), Optional.of(since), Optional.empty()));
        assertThat(new ObjectMapper().readTree(line()).path("ReconcileAge").asDouble()).isEqualTo(7200);

        reports.keep(new ReconcileReport(NOW.minusSeconds(60), Duration.ofSeconds(1), Map.of(), Map.of(), Optional.empty()));
        assertThat(new ObjectMapper().readTree(line()).path("ReconcileAge").asDouble()).isEqualTo(60);
    }

    /// That it is up now is not known, and what it holds is as old as the line says.
    @Test
    void whatWasSeenOfTheIndexEarlierTellsItsAge() throws Exception {
        indexInterval = Duration.ofHours(6);
        patient.chunks = Optional.of(9L);
        book.keep(new IndexLook(
                NOW.minusSeconds(3600), true, Optional.of(5L), new Alias(Set.of("engram-m1"), Set.of()), Optional.empty()));
        JsonNode line = new ObjectMapper().readTree(line());

        assertThat(line.path("IndexAge").asDouble()).isEqualTo(3600);
        assertThat(line.path("Chunks").asDouble()).isEqualTo(5);
        assertThat(line.path("Status").asDouble()).isZero();
        for (String figure : new String[] {"IndexUp", "IndexLatency", "AliasUp", "AliasLatency"}) {
            assertThat(line.has(figure)).as(figure).isFalse();
        }
    }

    private String line() {
        Health health = new Health(
                patient, lags, reports, new InMemoryRetentionReports(), book,
                new Health.Settings(Duration.ofSeconds(30), Duration.ZERO, indexInterval, Patient.THRESHOLDS),
                new ManualClock(NOW), System::nanoTime);
        Seen seen = health.again();
        return new EmbeddedMetrics(new ObjectMapper(), "Tests").line(seen);
    }
}
