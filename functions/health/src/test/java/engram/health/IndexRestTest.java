package engram.health;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.ModelVersion;
import engram.domain.TransientFailure;
import engram.domain.health.Level;
import engram.domain.health.Vitals.Alias;
import engram.domain.health.Vitals.Sample;
import engram.domain.health.Watchbook;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// An index that sleeps when nobody asks it anything.
class IndexRestTest {

    private static final Duration SIX_HOURS = Duration.ofHours(6);
    private static final int BOTH = 2;

    private final Clinic clinic = new Clinic();
    private final Health health = resting();

    private Health resting() {
        return clinic.health(Duration.ofSeconds(30), SIX_HOURS);
    }

    /// Of an index that says nothing nobody waits for longer.
    private Health impatient() {
        return clinic.health(Duration.ofMillis(200), SIX_HOURS);
    }

    /// A schedule's looks and a probe's, each minute, by a process that begins anew every ten minutes.
    private Seen anIdleHour(Duration indexInterval) {
        Seen seen = null;
        Health process = null;
        for (int minute = 0; minute < 60; minute++) {
            if (minute % 10 == 0) {
                process = clinic.health(Duration.ofSeconds(30), indexInterval);
                process.prepare(Duration.ofSeconds(30));
            }
            seen = process.again();
            assertThat(process.glance().level()).isEqualTo(Level.OK);
            pass(Duration.ofMinutes(1));
        }
        return seen;
    }

    private void pass(Duration time) {
        clinic.clock.advance(time);
        clinic.nanos.addAndGet(time.toNanos());
    }

    @Test
    void inAnIdleHourTheIndexIsAskedOnce() {
        Seen last = anIdleHour(SIX_HOURS);

        assertThat(clinic.patient.askedOfTheIndex()).isEqualTo(BOTH);
        assertThat(last.level()).isEqualTo(Level.OK);
        assertThat(last.findings().indexAge()).hasValue(Duration.ofMinutes(59));
        assertThat(last.findings().chunks()).hasValue(7L);
    }

    @Test
    void oneThatDoesNotSleepIsAskedAtEachLook() {
        Seen last = anIdleHour(Duration.ZERO);

        // And when each of the six processes begins.
        assertThat(clinic.patient.askedOfTheIndex()).isEqualTo((60 + 6) * BOTH);
        assertThat(last.findings().indexAge()).isEmpty();
        assertThat(clinic.book.index()).isEmpty();
    }

    @Test
    void onceTheIntervalIsOverItIsAskedAgain() {
        health.again();
        pass(SIX_HOURS.minusMillis(1));
        assertThat(health.again().findings().isIndexAsked()).isFalse();

        pass(Duration.ofMillis(1));
        clinic.patient.chunks = Optional.of(8L);

        assertThat(health.again().findings().chunks()).hasValue(8L);
        assertThat(clinic.patient.askedOfTheIndex()).isEqualTo(2 * BOTH);
    }

    @Test
    void oneWithWhichSomethingIsWrongIsAskedUntilItIsWell() {
        clinic.patient.fail("index");
        for (int look = 0; look < 3; look++) {
            assertThat(health.again().level()).isEqualTo(Level.DOWN);
            pass(Duration.ofMinutes(1));
        }
        assertThat(clinic.patient.askedOfTheIndex()).isEqualTo(3 * BOTH);

        clinic.patient.recover();
        assertThat(health.again().level()).isEqualTo(Level.OK);
        assertThat(health.again().findings().isIndexAsked()).isFalse();
    }

    /// What was wrong is not slept over, whichever process looks.
    @Test
    void whatWasWrongStaysSoForAnotherProcess() {
        clinic.patient.alias = new Alias(Set.of("engram-m1", "engram-m2"), Set.of(new ModelVersion("m1")));
        health.again();
        pass(Duration.ofMinutes(1));

        Seen seen = resting().again();

        assertThat(seen.concerns()).extracting(Concern::code).containsExactly(Code.ALIAS_AMBIGUOUS);
        assertThat(seen.findings().isIndexAsked()).isTrue();
    }

    /// The first document came since: that the index was not there then says nothing of now.
    @Test
    void whatWasSeenOfTheIndexIsHeldAgainstNothingThatWasSeenLater() {
        clinic.patient.chunks = Optional.empty();
        clinic.patient.alias = new Alias(Set.of(), Set.of());
        clinic.patient.sample = new Sample(false, Set.of(), true);
        health.again();
        pass(Duration.ofHours(1));
        clinic.patient.sample = new Sample(true, Set.of(new ModelVersion("m1")), true);

        assertThat(health.again().concerns()).isEmpty();

        pass(SIX_HOURS);
        assertThat(health.again().concerns()).extracting(Concern::code).containsExactly(Code.ALIAS_MISSING);
    }

    @Test
    void whatCouldNotBeComparedWithTheCatalogIsLookedAtAgain() {
        clinic.patient.fail("catalog");
        health.again();
        clinic.patient.recover();
        pass(Duration.ofMinutes(1));

        assertThat(health.again().findings().isIndexAsked()).isTrue();
    }

    @Test
    void whoAsksForThePageWantsToKnow() {
        health.again();
        clinic.patient.chunks = Optional.of(8L);

        // In the same moment as the schedule's look, which left it alone.
        pass(Duration.ofMinutes(1));
        assertThat(health.again().findings().isIndexAsked()).isFalse();
        Seen page = health.now();

        assertThat(page.findings().chunks()).hasValue(8L);
        assertThat(page.findings().indexAge()).isEmpty();
        assertThat(health.now()).isSameAs(page);
    }

    @Test
    void whatAPageSawIsGoodForTheScheduleAsWell() {
        health.now();
        pass(Duration.ofMinutes(1));

        assertThat(health.again().findings().indexAge()).hasValue(Duration.ofMinutes(1));
    }

    /// A page is answered long before.
    @Test
    @Timeout(60)
    void oneThatWakesUpIsNotBroken() {
        Health health = impatient();
        health.again();
        pass(Duration.ofHours(1));
        CountDownLatch end = clinic.patient.hang("index");

        Seen page = health.now();

        assertThat(page.level()).isEqualTo(Level.OK);
        assertThat(page.findings().indexAge()).hasValue(Duration.ofHours(1));
        assertThat(page.findings().chunks()).hasValue(7L);
        assertThat(page.findings().index().trouble().orElseThrow().error()).contains("did not answer within");

        // The schedule's next look asks, and has the answer.
        clinic.patient.recover();
        end.countDown();
        pass(Duration.ofSeconds(30));
        assertThat(untilItAnswers(health).level()).isEqualTo(Level.OK);
        assertThat(clinic.book.index().orElseThrow().silentSince()).isEmpty();
        assertThat(health.again().findings().isIndexAsked()).isFalse();
    }

    private static Seen untilItAnswers(Health health) {
        Seen seen = health.again();
        while (seen.findings().index().trouble().isPresent()) {
            seen = health.again();
        }
        return seen;
    }

    /// The schedule itself wakes it, and is no more patient.
    @Test
    void theScheduleThatWakesItHasItsAnswerAMinuteLater() {
        Health health = impatient();
        health.again();
        pass(SIX_HOURS);
        CountDownLatch end = clinic.patient.hang("alias");
        assertThat(health.again().level()).isEqualTo(Level.OK);

        pass(IndexRest.WAKING.minusMillis(1));
        assertThat(impatient().again().level()).as("by another process").isEqualTo(Level.OK);
        pass(Duration.ofMillis(1));
        Seen late = health.again();
        end.countDown();

        assertThat(late.level()).isEqualTo(Level.DOWN);
        assertThat(late.findings().indexAge()).isEmpty();
        assertThat(clinic.book.index().orElseThrow().well()).isFalse();
    }

    @Test
    void oneThatWasNotWellBeforeIsNotTakenForOneThatWakesUp() {
        Health health = impatient();
        clinic.patient.fail("index");
        health.again();
        clinic.patient.recover();
        CountDownLatch end = clinic.patient.hang("index");

        Seen seen = health.now();
        end.countDown();

        assertThat(seen.concerns()).extracting(Concern::code).containsExactly(Code.INDEX_UNREACHABLE);
    }

    @Test
    void oneThatWasNeverSeenIsNotTakenForWell() {
        CountDownLatch end = clinic.patient.hang("index");

        Seen seen = impatient().again();
        end.countDown();

        assertThat(seen.level()).isEqualTo(Level.DOWN);
    }

    @Test
    void oneThatRefusesIsBrokenAtOnce() {
        health.again();
        pass(Duration.ofHours(1));
        clinic.patient.fail("index", new TransientFailure("OpenSearch refuses connections"));

        assertThat(health.now().concerns()).extracting(Concern::code).containsExactly(Code.INDEX_UNREACHABLE);
    }

    @Test
    void whereTheBookIsAwayAProcessGoesByWhatItRemembers() {
        Away book = new Away();
        Health one = health(book);
        one.again();
        book.away = true;
        pass(Duration.ofMinutes(1));

        assertThat(one.again().findings().indexAge()).hasValue(Duration.ofMinutes(1));
        assertThat(health(book).again().findings().isIndexAsked()).isTrue();
    }

    private Health health(Watchbook book) {
        return new Health(
                clinic.patient, clinic.lags, clinic.reports, clinic.held, book,
                new Health.Settings(Duration.ofSeconds(30), Duration.ZERO, SIX_HOURS, Patient.THRESHOLDS), clinic.clock, clinic.nanos::get);
    }

    private final class Away implements Watchbook {
        private volatile boolean away;

        @Override
        public Optional<Entry> read() {
            return clinic.book.read();
        }

        @Override
        public boolean replace(Optional<Entry> seen, Entry next) {
            return clinic.book.replace(seen, next);
        }

        @Override
        public Optional<Instant> silencedUntil() {
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
            if (away) {
                throw new TransientFailure("the catalog is away");
            }
        }
    }
}
