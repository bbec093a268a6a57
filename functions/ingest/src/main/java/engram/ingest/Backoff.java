package engram.ingest;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Waits between tries: exponential, with full jitter (Brooker, "Exponential Backoff And Jitter", 2015).
///
/// @param first upper bound of the first wait
/// @param longest upper bound of any wait
/// @param sleep how to wait
public record Backoff(Duration first, Duration longest, RandomGenerator random, Consumer<Duration> sleep) {

    private static final int MOST_DOUBLINGS = 20;

    /// Waits before the next try.
    ///
    /// @param failures how many tries have failed so far, at least 1
    void pause(int failures) {
        long bound = Math.min(first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS), longest.toMillis());
        sleep.accept(Duration.ofMillis(random.nextLong(bound + 1)));
    }
}
