package engram.health;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.ModelVersion;
import engram.domain.Reason;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.domain.health.LagLog.Passes;
import engram.domain.health.Lags;
import engram.domain.health.Level;
import engram.domain.health.ReconcileReport;
import engram.domain.health.ReconcileReport.Failed;
import engram.domain.health.Vitals.Alias;
import engram.domain.health.Vitals.Queue;
import engram.domain.health.Vitals.Sample;
import engram.domain.health.Watchbook.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {

    private static final ModelVersion M1 = new ModelVersion("m1");

    private final Clinic clinic = new Clinic();
    private final Patient patient = clinic.patient;

    @ParameterizedTest
    @CsvSource({
        "bucket, DOWN, BUCKET_UNREACHABLE",
        "catalog, DOWN, CATALOG_UNREACHABLE",
        "index, DOWN, INDEX_UNREACHABLE",
        "alias, DOWN, ALIAS_MISSING",
        "queue, DEGRADED, QUEUE_UNREACHABLE",
        "deadLetters, DEGRADED, DEAD_LETTER_QUEUE_UNREACHABLE",
        "embeddings, DEGRADED, EMBEDDINGS_UNREACHABLE",
    })
    void whatDoesNotAnswerIsNamedWithWhatToDo(String dependency, Level level, Code code) {
        patient.fail(dependency);

        Seen seen = look();

        assertThat(seen.level()).isEqualTo(level);
        assertThat(seen.concerns()).containsExactly(
                new Concern(code, dependency + " at secret-host refuses", "mend " + dependency));
    }

    @Test
    void theWorstComesFirst() {
        patient.fail("embeddings");
        patient.fail("bucket");

        assertThat(codes()).containsExactly(Code.BUCKET_UNREACHABLE, Code.EMBEDDINGS_UNREACHABLE);
    }

    @Test
    void aSystemBeforeItsFirstDocumentIsWell() {
        patient.sample = new Sample(false, Set.of(), true);
        patient.alias = new Alias(Set.of(), Set.of());
        patient.chunks = Optional.empty();

        assertThat(look().level()).isEqualTo(Level.OK);
    }

    @Test
    void anIndexThatTheCatalogKnowsAndNobodyElseIsMissing() {
        patient.alias = new Alias(Set.of(), Set.of());
        patient.chunks = Optional.empty();

        assertThat(codes()).containsExactly(Code.ALIAS_MISSING);
    }

    @Test
    void aCatalogThatIsLostIsSeenByWhatTheIndexHolds() {
        patient.sample = new Sample(false, Set.of(), true);

        assertThat(look().concerns()).singleElement().satisfies(concern -> {
            assertThat(concern.code()).isEqualTo(Code.CATALOG_LOST);
            assertThat(concern.what()).contains("7 chunks");
            assertThat(concern.remedy()).contains("fsck --repair");
        });
    }

    @Test
    void aCatalogOfWhichASampleHoldsNoIndexedDocumentIsNotLost() {
        patient.sample = new Sample(false, Set.of(), false);

        assertThat(codes()).isEmpty();
    }

    @Test
    void anAliasOfTwoIndexesIsAmbiguous() {
        patient.alias = new Alias(Set.of("engram-m1", "engram-m2"), Set.of(M1, new ModelVersion("m2")));

        assertThat(codes()).containsExactly(Code.ALIAS_AMBIGUOUS);
    }

    @Test
    void documentsOfAnotherModelAreSeen() {
        patient.alias = new Alias(Set.of("engram-m2"), Set.of(new ModelVersion("m2")));
        patient.model = Optional.of(new ModelVersion("m2"));

        assertThat(look().concerns()).singleElement().satisfies(concern -> {
            assertThat(concern.code()).isEqualTo(Code.MODEL_VERSION_MIXED);
            assertThat(concern.what()).contains("m1").contains("m2");
        });
    }

    @Test
    void anIngestOfAnotherModelIsSeenBeforeItsFirstDocument() {
        patient.model = Optional.of(new ModelVersion("m2"));

        assertThat(look().concerns()).singleElement().satisfies(concern -> {
            assertThat(concern.code()).isEqualTo(Code.MODEL_VERSION_MIXED);
            assertThat(concern.what()).contains("index is of [m1]").contains("makes documents of [m2]");
            assertThat(concern.remedy()).contains("ENGRAM_INDEX_ALIAS");
        });
    }

    @Test
    void anIngestThatHasNotBegunYetIsNoConcern() {
        patient.model = Optional.empty();

        assertThat(codes()).isEmpty();
    }

    @Test
    void deadLettersAreAConcern() {
        patient.deadLetters = 1;

        assertThat(codes()).containsExactly(Code.DEAD_LETTERS);
    }

    @Test
    void aDocumentMayBeUnsettledForAWhile() {
        patient.oldestUnsettled = Optional.of(Clinic.NOW.minus(Duration.ofMinutes(15)));
        assertThat(codes()).isEmpty();

        patient.oldestUnsettled = Optional.of(Clinic.NOW.minus(Duration.ofMinutes(15)).minusSeconds(1));
        assertThat(codes()).containsExactly(Code.UNSETTLED_TOO_LONG);
    }

    @Test
    void messagesThatWaitWhileNoneIsHandledAreStalled() {
        patient.queue = new Queue(3, 0, 0);
        assertThat(codes()).as("nobody knows since when").isEmpty();

        waitingSince(Clinic.NOW.minus(Duration.ofMinutes(11)));
        assertThat(codes()).containsExactly(Code.QUEUE_STALLED);

        clinic.lags.add(Clinic.NOW, new Passes(1, Lags.NONE));
        assertThat(codes()).as("one was handled").isEmpty();
    }

    @Test
    void aLongLagOfOneInTwentyIsAConcern() {
        clinic.lags.add(Clinic.NOW, new Passes(19, lags(18, Duration.ofSeconds(2))));
        assertThat(codes()).isEmpty();

        clinic.lags.add(Clinic.NOW, new Passes(2, lags(2, Duration.ofHours(1))));
        assertThat(codes()).containsExactly(Code.LAG_TOO_LONG);
    }

    @Test
    void whatReconcileSawIsAConcern() {
        report(Clinic.NOW, Map.of("chunk missing", 2L));

        assertThat(codes()).containsExactly(Code.DRIFT);
    }

    @Test
    void whatARepairMendsIsToldSo() {
        report(Clinic.NOW, Map.of("CHUNKS_MISSING", 2L, "TOMBSTONE_OVERDUE", 0L));

        assertThat(drift().what()).startsWith("reconcile saw 2 differences");
        assertThat(drift().remedy()).contains("--repair").doesNotContain("TOMBSTONE_OVERDUE");
    }

    @ParameterizedTest
    @CsvSource({"CHUNKS_TWICE,alias", "CHUNKS_STRAY,by their id", "TOMBSTONE_OVERDUE,time to live"})
    void whatNoRepairMendsHasARemedyOfItsOwn(String kind, String remedy) {
        report(Clinic.NOW, Map.of(kind, 3L));

        assertThat(drift().what()).startsWith("reconcile saw 3 differences");
        assertThat(drift().remedy()).contains(kind, remedy).doesNotContain("--repair");
    }

    @Test
    void ofWhatIsMixedEachPartHasItsRemedy() {
        report(Clinic.NOW, Map.of("OBJECT_GONE", 1L, "CHUNKS_STRAY", 1L, "EMBEDDINGS_RETIRED", 990L));

        assertThat(drift().what()).startsWith("reconcile saw 2 differences");
        assertThat(drift().remedy()).contains("--repair", "no repair mends CHUNKS_STRAY", "no repair mends EMBEDDINGS_RETIRED");
    }

    @Test
    void aSampleOfRetiredVectorsAloneIsNoDrift() {
        report(Clinic.NOW, Map.of("EMBEDDINGS_RETIRED", 990L));

        assertThat(codes()).isEmpty();
    }

    @Test
    void nothingIsExpectedOfReconcileBeforeItHasRun() {
        assertThat(codes()).isEmpty();

        report(Clinic.NOW.minus(Duration.ofHours(27)), Map.of());
        assertThat(codes()).containsExactly(Code.RECONCILE_OVERDUE);
    }

    @Test
    void aFirstWalkThatNeverEndsIsOverdueOnceThereHaveBeenDocumentsForSoLong() {
        unwalkedSince(Clinic.NOW.minus(Duration.ofHours(25)));
        assertThat(codes()).isEmpty();

        unwalkedSince(Clinic.NOW.minus(Duration.ofHours(27)));
        assertThat(codes()).containsExactly(Code.RECONCILE_OVERDUE);

        report(Clinic.NOW, Map.of());
        assertThat(codes()).isEmpty();
    }

    private void unwalkedSince(Instant since) {
        Optional<Entry> seen = clinic.book.read();
        clinic.book.replace(seen, new Entry(
                seen.map(Entry::look).orElse(0L) + 1, Level.OK, since, 0, Optional.empty(), Optional.of(since), Optional.empty()));
    }

    @Test
    void aFailedDocumentIsAConcernOnlyWhereALimitIsSet() {
        report(Clinic.NOW, Map.of());
        assertThat(codes()).isEmpty();

        Findings found = look().findings();
        Thresholds strict = new Thresholds(
                Duration.ofMinutes(1), Duration.ofMinutes(1), 0, Duration.ofMinutes(1), 0, Duration.ofHours(1),
                Optional.of(Duration.ofHours(1)));
        assertThat(Judgement.of(found, strict)).extracting(Concern::code).containsExactly(Code.FAILED_TOO_LONG);
    }

    private Seen look() {
        return clinic.health().again();
    }

    private List<Code> codes() {
        return look().concerns().stream().map(Concern::code).toList();
    }

    private void waitingSince(Instant since) {
        clinic.book.replace(
                Optional.empty(), new Entry(1, Level.OK, since, 0, Optional.of(since), Optional.empty(), Optional.empty()));
    }

    private Concern drift() {
        return look().concerns().stream().filter(concern -> concern.code() == Code.DRIFT).findFirst().orElseThrow();
    }

    private void report(Instant ended, Map<String, Long> differences) {
        clinic.reports.keep(new ReconcileReport(
                ended,
                Duration.ofSeconds(1),
                Map.of(Status.FAILED, 1L),
                differences,
                Optional.of(new Failed(new SourcePath("a/b"), Reason.CORRUPT, ended.minus(Duration.ofDays(3))))));
    }

    private static Lags lags(int count, Duration lag) {
        Lags lags = Lags.NONE;
        for (int i = 0; i < count; i++) {
            lags = lags.plus(Lags.of(lag));
        }
        return lags;
    }
}
