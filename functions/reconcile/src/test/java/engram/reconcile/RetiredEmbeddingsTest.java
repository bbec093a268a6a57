package engram.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.EmbeddingSample;
import engram.domain.EmbeddingSample.Kept;
import engram.domain.ModelVersion;
import engram.domain.TransientFailure;
import engram.domain.Workspace;
import engram.domain.health.ReconcileReport;
import engram.reconcile.RetiredEmbeddings.Seen;
import engram.reconcile.Walk.Range;
import engram.testing.InMemoryReconcileReports;
import engram.testing.InMemoryVersionLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
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
    void whenTheTableDoesNotAnswerHealthIsToldTheRestAndTheWalkEnds() {
        InMemoryReconcileReports reports = new InMemoryReconcileReports();
        ReportsWithEmbeddings told = new ReportsWithEmbeddings(reports, away());

        List<String> lines = logged(() -> told.keep(report()));

        assertThat(reports.latest()).hasValue(report());
        assertThat(lines).singleElement().asString().startsWith("WARN").contains("the table is away");
    }

    @Test
    void theLastStepOfAWalkIsAnsweredThoughTheTableIsAway() {
        scene.object("w/lost.md");
        scene.later();
        Reconcile reconcile = new Reconcile(scene.walk(), scene.walks, new ReportsWithEmbeddings(scene.reports, away()),
                new ReconcileSettings(Duration.ofDays(1), Duration.ofMinutes(10), Duration.ofSeconds(15)), scene.clock);
        Range all = new Range(new Workspace("w"), Optional.empty(), Optional.empty(), true);

        assertThat(reconcile.step(all, "fsck", Duration.ofSeconds(10))).hasValueSatisfying(report -> {
            assertThat(report.ended()).isTrue();
            assertThat(report.hints()).isEqualTo(1);
        });
        assertThat(scene.reports.latest()).map(ReconcileReport::differences).hasValue(Map.of("NOT_IN_CATALOG", 1L));
    }

    private static List<String> logged(Runnable deed) {
        List<String> lines = new ArrayList<>();
        Handler kept = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getLevel() + " " + line.getMessage() + " " + Arrays.toString(line.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger(ReportsWithEmbeddings.class.getName());
        log.addHandler(kept);
        try {
            deed.run();
        } finally {
            log.removeHandler(kept);
        }
        return lines;
    }

    private RetiredEmbeddings away() {
        return embeddings(_ -> {
            throw new TransientFailure("the table is away");
        });
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
