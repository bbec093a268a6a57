package engram.storage;

import engram.domain.TransientFailure;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Waits between tries, each about twice as long as the one before, half of it by chance so that many who were refused
/// together do not come back together.
final class Backoff {

    /// Lets time pass.
    @FunctionalInterface
    interface Pause {
        void pass(Duration time) throws InterruptedException;
    }

    private static final Duration FIRST = Duration.ofMillis(25);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Pause pause;
    private final RandomGenerator random;
    private final int maxTries;

    Backoff(Pause pause, RandomGenerator random, int maxTries) {
        this.pause = pause;
        this.random = random;
        this.maxTries = maxTries;
    }

    /// With the time of this machine; at most eight tries, some three seconds in all.
    static Backoff standard() {
        return new Backoff(Thread::sleep, RandomGenerator.getDefault(), 8);
    }

    /// Waits after a number of vain tries, 1 being the first.
    ///
    /// @param what was tried, for the message
    /// @throws TransientFailure if that was the last try, or the thread was interrupted
    void afterTry(int tries, String what) {
        if (tries >= maxTries) {
            throw new TransientFailure(what + ": gave up after " + tries + " tries, the store is throttling");
        }
        long longest = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(tries - 1, 10));
        try {
            pause.pass(Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure(what + ": interrupted between two tries", e);
        }
    }
}
