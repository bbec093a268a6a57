package engram.retention.function;

import engram.retention.sweep.Budget;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// How long an invocation may take, and how fast it may act.
///
/// @param timeout the function's own
/// @param objectsPerSecond most deeds
record Times(Duration timeout, double objectsPerSecond) {

    /// What a deed that has begun may still take.
    private static final Duration REST = Duration.ofSeconds(20);

    Times {
        if (timeout.compareTo(REST) <= 0) {
            throw new IllegalArgumentException("engram.retention.timeout must be longer than " + REST + ", got " + timeout);
        }
        if (!(objectsPerSecond > 0 && objectsPerSecond <= 10_000)) {
            throw new IllegalArgumentException("engram.retention.objects-per-second must be above 0 and at most 10000, got " + objectsPerSecond);
        }
    }

    Budget budget(Optional<Integer> seconds) {
        Duration most = timeout.minus(REST);
        Duration wanted = seconds.map(Duration::ofSeconds).filter(time -> time.isPositive() && time.compareTo(most) < 0).orElse(most);
        InstantSource clock = InstantSource.system();
        return new Budget(
                clock, clock.instant().plus(wanted), Duration.ofNanos((long) (1_000_000_000 / objectsPerSecond)), Thread::sleep);
    }
}
