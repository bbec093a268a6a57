package engram.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final List<Duration> waits = new ArrayList<>();
    private final ManualClock clock = new ManualClock(NOW);

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void aWaitIsByChanceBetweenNothingAndABoundThatDoublesUpToTheLongest() {
        Backoff backoff = backoff(1_000, waits::add);
        int[] bounds = {100, 200, 400, 800, 1_000, 1_000};

        for (int failures = 1; failures <= bounds.length; failures++) {
            waits.clear();
            for (int i = 0; i < 300; i++) {
                backoff.pause(failures, "busy");
            }
            int bound = bounds[failures - 1];
            assertThat(waits).allMatch(wait -> wait.toMillis() <= bound);
            assertThat(waits).anyMatch(wait -> wait.toMillis() < bound / 4);
            assertThat(waits).anyMatch(wait -> wait.toMillis() > bound * 3 / 4);
        }
    }

    @Test
    void theLastTryIsNotWaitedFor() {
        assertThatThrownBy(() -> backoff(3, waits::add).pause(3, "the index is busy"))
                .isInstanceOf(TransientFailure.class)
                .hasMessage("the index is busy: gave up after 3 tries");
        assertThat(waits).isEmpty();
    }

    @Test
    void aWaitThatWouldNotEndInTimeIsNotBegun() throws Exception {
        Backoff backoff = backoff(1_000, wait -> {
            waits.add(wait);
            clock.advance(wait);
        });
        Instant end = NOW.plusMillis(700);

        assertThatThrownBy(() -> NotAfter.call(end, endlessly(backoff)))
                .isInstanceOf(TransientFailure.class)
                .hasMessageStartingWith("busy: no time is left for another try after ");
        assertThat(waits).isNotEmpty();
        assertThat(clock.instant()).isBefore(end);
    }

    @Test
    void anInterruptEndsItAndIsKept() {
        Backoff backoff = backoff(8, wait -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> backoff.pause(1, "busy")).isInstanceOf(TransientFailure.class);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void nothingBoundsWhoWasNotBounded() throws Exception {
        assertThat(NotAfter.moment()).isEqualTo(Instant.MAX);
        assertThat(NotAfter.<Instant>call(NOW, NotAfter::moment)).isEqualTo(NOW);
        assertThat(NotAfter.moment()).isEqualTo(Instant.MAX);
    }

    private Backoff backoff(int tries, Backoff.Sleep sleep) {
        return new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), tries, new Random(7), clock, sleep);
    }

    private static Callable<Void> endlessly(Backoff backoff) {
        return () -> {
            for (int failures = 1; ; failures++) {
                backoff.pause(failures, "busy");
            }
        };
    }
}
