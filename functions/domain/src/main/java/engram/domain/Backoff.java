package engram.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Waits between tries: exponential, with full jitter (Brooker, "Exponential Backoff And Jitter", 2015), none of them
/// beyond [NotAfter].
///
/// @param first upper bound of the first wait; doubles with each further one
/// @param longest upper bound of any wait
/// @param tries after so many vain ones nothing is tried any more
/// @param sleep how to wait
public record Backoff(
        Duration first, Duration longest, int tries, RandomGenerator random, InstantSource clock, Sleep sleep) {

    private static final int MOST_DOUBLINGS = 20;

    /// Lets time pass.
    @FunctionalInterface
    public interface Sleep {
        void pass(Duration time) throws InterruptedException;
    }

    public Backoff {
        if (!first.isPositive() || longest.compareTo(first) < 0 || tries < 1) {
            throw new IllegalArgumentException(
                    "a backoff has a first wait above 0, a longest that is no shorter, and 1 try at least, got %s, %s and %d"
                            .formatted(first, longest, tries));
        }
    }

    /// Waits before the next try.
    ///
    /// @param failures how many tries have failed so far, at least 1
    /// @param why the last one did, for the message
    /// @throws TransientFailure if there is no next try: they are used up, the wait would last too long, or the thread was
    ///     interrupted
    public void pause(int failures, String why) {
        if (failures >= tries) {
            throw new TransientFailure("%s: gave up after %d tries".formatted(why, failures));
        }
        long bound = Math.min(first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS), longest.toMillis());
        Duration wait = Duration.ofMillis(random.nextLong(bound + 1));
        if (!endsInTime(wait)) {
            throw new TransientFailure("%s: no time is left for another try after %d".formatted(why, failures));
        }
        try {
            sleep.pass(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure("%s: interrupted before another try".formatted(why), e);
        }
    }

    private boolean endsInTime(Duration wait) {
        Instant end = NotAfter.moment();
        return end.equals(Instant.MAX) || clock.instant().plus(wait).isBefore(end);
    }
}
