package engram.query.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.NotAfter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimeLimitTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final ThreadFactory threads = Thread.ofPlatform().daemon().factory();

    @Test
    void workInTimeGivesItsResult() {
        assertThat(new TimeLimit(threads, LONG, 1, InstantSource.system()).within(() -> 7)).isEqualTo(7);
    }

    @Test
    void workKnowsWhenItHasToBeDone() {
        Instant now = Instant.parse("2026-11-21T12:00:00Z");

        Instant end = new TimeLimit(threads, LONG, 1, InstantSource.fixed(now)).within(NotAfter::moment);

        assertThat(end).isEqualTo(now.plus(LONG));
    }

    @Test
    void workThatFailsThrowsWhatItThrew() {
        IllegalStateException failure = new IllegalStateException("broken");

        assertThatThrownBy(() -> new TimeLimit(threads, LONG, 1, InstantSource.system()).within(() -> {
            throw failure;
        })).isSameAs(failure);
    }

    @Test
    void workOutOfTimeIsATimeoutAndInterrupted() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);

        assertThatThrownBy(() -> new TimeLimit(threads, SHORT, 1, InstantSource.system()).within(() -> hang(interrupted)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(Code.QUERY_TIMEOUT);
                    assertThat(refusal.status()).isEqualTo(504);
                });
        assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void workThatDoesNotEndKeepsItsPlaceUntilItDoes() {
        TimeLimit limit = new TimeLimit(threads, SHORT, 1, InstantSource.system());
        CountDownLatch stubborn = new CountDownLatch(1);
        assertThatThrownBy(() -> limit.within(() -> waitStubbornly(stubborn))).isInstanceOf(Refusal.class);

        assertThatThrownBy(() -> limit.within(() -> 7))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.RATE_LIMIT_EXCEEDED));

        stubborn.countDown();
        assertThat(eventually(limit)).isEqualTo(7);
    }

    private static int eventually(TimeLimit limit) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (true) {
            try {
                return limit.within(() -> 7);
            } catch (Refusal refusal) {
                assertThat(System.nanoTime()).as("still %s", refusal.code()).isLessThan(deadline);
                Thread.onSpinWait();
            }
        }
    }

    private static int hang(CountDownLatch interrupted) throws InterruptedException {
        try {
            new CountDownLatch(1).await();
            return 0;
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
    }

    private static int waitStubbornly(CountDownLatch until) {
        while (true) {
            try {
                until.await();
                return 0;
            } catch (InterruptedException e) {
                // What this work is for: it does not listen.
                Thread.interrupted();
            }
        }
    }
}
