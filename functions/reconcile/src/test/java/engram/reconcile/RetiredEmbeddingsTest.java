package engram.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.EmbeddingSample;
import engram.domain.EmbeddingSample.Kept;
import engram.domain.ModelVersion;
import engram.domain.TransientFailure;
import engram.domain.health.ReconcileReport;
import engram.reconcile.RetiredEmbeddings.Seen;
import engram.testing.InMemoryReconcileReports;
import engram.testing.InMemoryVersionLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetiredEmbeddingsTest {

    private static final ModelVersion CURRENT = Scene.VERSIONS.model();
    private static final ModelVersion OLD = new ModelVersion("model-0");

    private final Scene scene = new Scene();
    private final Instant now = scene.clock.instant();

    @Test
    void vectorsOfARetiredModelThatExpireAreToldAndNoDifference() {
        Seen seen = look(kept(CURRENT, Optional.empty()), kept(OLD, now.plusSeconds(9)), kept(OLD, now.minus(Duration.ofDays(2))));

        assertThat(seen).isEqualTo(new Seen(3, Map.of("model-0", 2L), Map.of()));
        assertThat(seen.differences()).isEmpty();
    }

    @Test
    void thoseThatDoNotExpireAreADifference() {
        Seen seen = look(kept(OLD, Optional.empty()), kept(OLD, now.minus(Duration.ofDays(3).plusSeconds(1))), kept(OLD, now.plusSeconds(9)),
                kept(CURRENT, now.minus(Duration.ofDays(9))));

        assertThat(seen.retired()).isEqualTo(Map.of("model-0", 3L));
        assertThat(seen.differences()).isEqualTo(Map.of("EMBEDDINGS_RETIRED", 2L));
        assertThat(seen.examples()).isEqualTo(Map.of("EMBEDDINGS_RETIRED", List.of("model-0: 2 of 4 vectors looked at")));
    }

    @Test
    void nothingIsRetiredBeforeAnIngestHasBegun() {
        Seen seen = new RetiredEmbeddings(most -> List.of(kept(OLD, Optional.empty())), new InMemoryVersionLog(), scene.clock).look();

        assertThat(seen).isEqualTo(new Seen(0, Map.of(), Map.of()));
    }

    @Test
    void whatStaysIsPartOfWhatHealthIsTold() {
        InMemoryReconcileReports reports = new InMemoryReconcileReports();
        new ReportsWithEmbeddings(reports, embeddings(_ -> List.of(kept(OLD, Optional.empty())))).keep(report());

        assertThat(reports.latest()).map(ReconcileReport::differences).hasValue(Map.of("CHUNKS_MISSING", 2L, "EMBEDDINGS_RETIRED", 1L));
        assertThat(reports.latest()).map(ReconcileReport::ended).hasValue(now);
    }

    @Test
    void whenTheTableDoesNotAnswerHealthIsToldTheRest() {
        InMemoryReconcileReports reports = new InMemoryReconcileReports();
        ReportsWithEmbeddings told = new ReportsWithEmbeddings(reports, embeddings(_ -> {
            throw new TransientFailure("the table is away");
        }));

        assertThatThrownBy(() -> told.keep(report())).hasMessage("the table is away");
        assertThat(reports.latest()).hasValue(report());
    }

    private ReconcileReport report() {
        return new ReconcileReport(now, Duration.ofSeconds(1), Map.of(), Map.of("CHUNKS_MISSING", 2L), Optional.empty());
    }

    private Seen look(Kept... kept) {
        return embeddings(_ -> List.of(kept)).look();
    }

    private RetiredEmbeddings embeddings(EmbeddingSample sample) {
        return new RetiredEmbeddings(sample, scene.versions, scene.clock);
    }

    private static Kept kept(ModelVersion model, Instant expiresAt) {
        return kept(model, Optional.of(expiresAt));
    }

    private static Kept kept(ModelVersion model, Optional<Instant> expiresAt) {
        return new Kept(model, expiresAt);
    }
}
