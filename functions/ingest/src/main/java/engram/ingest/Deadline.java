package engram.ingest;

import engram.domain.TransientFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// When an invocation has to be done.
///
/// @param end when the invocation is ended from outside
/// @param reserve what is kept before the end, to give leases back in order
record Deadline(Instant end, Duration reserve, InstantSource clock) {

    boolean isNear() {
        return !left().isPositive();
    }

    /// When it begins to be near; no request to the index outlives that, so that there is time to end in order.
    Instant nearFrom() {
        return end.minus(reserve);
    }

    /// How long work may go on.
    Duration left() {
        return Duration.between(clock.instant(), nearFrom());
    }

    /// @throws OutOfTime if nothing more should be begun
    void check() {
        check(false);
    }

    /// @param progress whether the next invocation will be further when it comes to this point
    /// @throws OutOfTime if nothing more should be begun
    void check(boolean progress) {
        if (isNear()) {
            throw new OutOfTime(progress);
        }
    }

    /// The invocation's time is up; another one has to go on.
    static final class OutOfTime extends TransientFailure {

        private static final long serialVersionUID = 1;

        private final boolean progress;

        OutOfTime(boolean progress) {
            super("the invocation's time is up");
            this.progress = progress;
        }

        /// Whether something was done that need not be done again, or was begun later than it will be the next time.
        boolean progress() {
            return progress;
        }
    }
}
