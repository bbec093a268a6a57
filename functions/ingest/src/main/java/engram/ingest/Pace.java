package engram.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/// How many texts are embedded in one step: what takes about a second on this machine as busy as it is just now, so that a
/// deadline is never overrun by more than that.
final class Pace {

    private static final int FIRST = 8;
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final int MOST_FASTER = 2;

    private final InstantSource clock;
    private final int most;
    private int texts;

    Pace(InstantSource clock, int most) {
        this.clock = clock;
        this.most = most;
        this.texts = Math.min(FIRST, most);
    }

    /// Of the next step, at least 1.
    int texts() {
        return texts;
    }

    /// Does a step of so many texts or fewer, and learns from how long it takes.
    <T> T measure(Supplier<T> step) {
        Instant begun = clock.instant();
        T result = step.get();
        long millis = Math.max(1, Duration.between(begun, clock.instant()).toMillis());
        texts = Math.clamp(texts * STEP.toMillis() / millis, 1, Math.min(most, MOST_FASTER * texts));
        return result;
    }
}
