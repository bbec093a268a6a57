package engram.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.TransientFailure;
import engram.domain.health.Level;
import engram.domain.health.ReconcileReport;
import engram.domain.health.Vitals.Queue;
import engram.domain.health.Vitals.Sample;
import engram.domain.health.Watchbook.Entry;
import engram.domain.health.Watchbook.Notice;
import engram.domain.health.Watchbook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchTest {

    private final Clinic clinic = new Clinic();
    private final List<Notice> told = new CopyOnWriteArrayList<>();
    private final List<Seen> published = new ArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicBoolean deaf = new AtomicBoolean();
    private final AtomicBoolean bookAway = new AtomicBoolean();
    private final Watch watch = watch(Windows.NONE);

    @Test
    void nothingIsSaidWhileNothingChanges() {
        looks(5);

        assertThat(told).isEmpty();
        assertThat(published).hasSize(5);
    }

    @Test
    void aChangeIsToldOnceSoManyLooksHaveSeenIt() {
        clinic.patient.fail("bucket");
        looks(2);
        assertThat(told).isEmpty();

        looks(5);
        assertThat(told).extracting(Notice::from, Notice::to, Notice::reasons)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        Level.OK, Level.DOWN, List.of("BUCKET_UNREACHABLE")));
    }

    @Test
    void whatFlapsIsNotTold() {
        for (int flap = 0; flap < 10; flap++) {
            clinic.patient.fail("bucket");
            looks(2);
            clinic.patient.recover();
            looks(1);
        }

        assertThat(told).isEmpty();
    }

    @Test
    void whatIsNowWorseAndNowBetterButNeverWellIsTold() {
        clinic.patient.fail("embeddings");
        looks(1);
        clinic.patient.fail("bucket");
        looks(1);
        clinic.patient.recover();
        clinic.patient.fail("embeddings");
        looks(1);

        assertThat(told).extracting(Notice::to).containsExactly(Level.DEGRADED);
    }

    @Test
    void theRecoveryIsToldAsWell() {
        clinic.patient.fail("bucket");
        looks(3);
        clinic.patient.recover();
        looks(3);

        assertThat(told).extracting(Notice::to).containsExactly(Level.DOWN, Level.OK);
        assertThat(told).extracting(Notice::id).doesNotHaveDuplicates();
    }

    @Test
    void ofTwoThatLookAtTheSameTimeOneTells() throws Exception {
        clinic.patient.fail("bucket");
        looks(2);
        for (int round = 0; round < 20; round++) {
            Watch one = watch(Windows.NONE);
            Watch other = watch(Windows.NONE);
            atOnce(one, other);
        }

        assertThat(told).hasSize(1);
    }

    private static void atOnce(Watch... watches) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(watches.length);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Seen>> runs = new ArrayList<>();
            for (Watch each : watches) {
                runs.add(() -> {
                    barrier.await();
                    return each.run();
                });
            }
            for (Future<Seen> run : threads.invokeAll(runs)) {
                run.get();
            }
        }
    }

    @Test
    void inMaintenanceNothingIsToldAndWhatOutlastsItIsToldAfterIt() {
        Watch silent = watch(Windows.parse(List.of(Clinic.NOW + "/PT10M")));
        clinic.patient.fail("bucket");
        looks(silent, 9);
        assertThat(told).isEmpty();

        looks(silent, 2);
        assertThat(told).extracting(Notice::to).containsExactly(Level.DOWN);
    }

    @Test
    void whatIsMendedWithinMaintenanceIsNeverTold() {
        Watch silent = watch(Windows.parse(List.of(Clinic.NOW + "/" + Clinic.NOW.plusSeconds(600))));
        clinic.patient.fail("bucket");
        looks(silent, 5);
        clinic.patient.recover();
        looks(silent, 20);

        assertThat(told).isEmpty();
    }

    @Test
    void anOperatorCanSilenceNotices() {
        clinic.book.silence(Clinic.NOW.plusSeconds(600));
        clinic.patient.fail("bucket");
        looks(9);
        assertThat(told).isEmpty();

        looks(3);
        assertThat(told).hasSize(1);
    }

    @Test
    void aNoticeThatNobodyHeardIsToldAgainWithTheSameId() {
        clinic.patient.fail("bucket");
        looks(2);
        deaf.set(true);
        assertThatThrownBy(() -> looks(1)).isInstanceOf(TransientFailure.class);
        deaf.set(false);
        looks(3);

        assertThat(told).hasSize(2);
        assertThat(told).extracting(Notice::id).containsOnly("1");
        assertThat(clinic.book.read().orElseThrow().notice()).isEmpty();
    }

    @Test
    void aChangeAndItsRecoveryThatNobodyHeardAreNothingToTell() {
        clinic.patient.fail("bucket");
        looks(2);
        deaf.set(true);
        assertThatThrownBy(() -> looks(1)).isInstanceOf(TransientFailure.class);
        clinic.patient.recover();
        for (int run = 0; run < 4; run++) {
            lookAndTellTheDeaf();
        }
        deaf.set(false);
        looks(5);

        assertThat(told).extracting(Notice::to).containsOnly(Level.DOWN);
        assertThat(clinic.book.read().orElseThrow()).returns(Level.OK, Entry::announced).returns(Optional.empty(), Entry::notice);
    }

    private void lookAndTellTheDeaf() {
        try {
            looks(1);
        } catch (TransientFailure e) {
            assertThat(e).hasMessage("nobody heard");
        }
    }

    @Test
    void thatTheCatalogIsAwayIsToldAllTheSameAndItsReturnOnce() {
        looks(1);
        bookAway.set(true);
        clinic.patient.fail("catalog");
        looks(5);
        assertThat(told).extracting(Notice::to).containsExactly(Level.DOWN);

        bookAway.set(false);
        clinic.patient.recover();
        looks(5);
        assertThat(told).extracting(Notice::to).containsExactly(Level.DOWN, Level.OK);
    }

    @Test
    void theBookSaysSinceWhenMessagesWait() {
        looks(1);
        clinic.patient.queue = new Queue(1, 0, 0);
        Instant first = clinic.clock.instant();
        looks(3);
        assertThat(clinic.book.read().orElseThrow().waitingSince()).hasValue(first);

        clinic.patient.queue = new Queue(0, 5, 0);
        looks(1);
        assertThat(clinic.book.read().orElseThrow().waitingSince()).isEmpty();
    }

    @Test
    void theBookSaysSinceWhenThereAreDocumentsThatNoWalkHasSeen() {
        clinic.patient.sample = new Sample(false, Set.of(), true);
        looks(2);
        assertThat(clinic.book.read().orElseThrow().unwalkedSince()).isEmpty();

        clinic.patient.sample = new Sample(true, Set.of(), true);
        Instant first = clinic.clock.instant();
        looks(3);
        assertThat(clinic.book.read().orElseThrow().unwalkedSince()).hasValue(first);
        clinic.patient.fail("catalog");
        looks(1);
        assertThat(clinic.book.read().orElseThrow().unwalkedSince()).hasValue(first);

        clinic.patient.recover();
        clinic.reports.keep(new ReconcileReport(clinic.clock.instant(), Duration.ofSeconds(1), Map.of(), Map.of(), Optional.empty()));
        looks(1);
        assertThat(clinic.book.read().orElseThrow().unwalkedSince()).isEmpty();
    }

    private void looks(int times) {
        looks(watch, times);
    }

    private void looks(Watch watch, int times) {
        for (int look = 0; look < times; look++) {
            watch.run();
            clinic.clock.advance(Duration.ofMinutes(1));
        }
    }

    private Watch watch(Windows maintenance) {
        Watchbook book = new AwayAtTimes();
        Health health = new Health(
                clinic.patient,
                clinic.lags,
                clinic.reports,
                clinic.held,
                book,
                new Health.Settings(Duration.ofSeconds(30), Duration.ZERO, Duration.ZERO, Patient.THRESHOLDS),
                clinic.clock,
                clinic.nanos::get);
        return new Watch(
                health,
                book,
                new Changes(3, Duration.ofSeconds(50), () -> Integer.toString(ids.incrementAndGet())),
                maintenance,
                published::add,
                notice -> {
                    told.add(notice);
                    if (deaf.get()) {
                        throw new TransientFailure("nobody heard");
                    }
                });
    }

    private final class AwayAtTimes implements Watchbook {
        @Override
        public Optional<Entry> read() {
            requireThere();
            return clinic.book.read();
        }

        @Override
        public boolean replace(Optional<Entry> seen, Entry next) {
            requireThere();
            return clinic.book.replace(seen, next);
        }

        @Override
        public Optional<Instant> silencedUntil() {
            requireThere();
            return clinic.book.silencedUntil();
        }

        @Override
        public Optional<IndexLook> index() {
            requireThere();
            return clinic.book.index();
        }

        @Override
        public void keep(IndexLook look) {
            requireThere();
            clinic.book.keep(look);
        }

        private void requireThere() {
            if (bookAway.get()) {
                throw new TransientFailure("the catalog is away");
            }
        }
    }
}
