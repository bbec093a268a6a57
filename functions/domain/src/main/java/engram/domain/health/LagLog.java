package engram.domain.health;

import engram.domain.TransientFailure;
import java.time.Duration;
import java.time.Instant;

/// What `ingest` leaves behind about its passes, summed up by [#SLOT] and kept for a day.
public interface LagLog {

    Duration SLOT = Duration.ofMinutes(5);

    /// Adds to what is there. Several may do so at once, and none is lost; one whose answer is lost may count twice.
    ///
    /// @param now decides on the slot
    /// @throws TransientFailure if the store did not take it
    void add(Instant now, Passes passes);

    /// The sum of all slots that hold anything at or after `from`.
    ///
    /// @throws TransientFailure if the store does not answer
    Passes since(Instant from);

    /// @param handled source paths that were handled to their end, whatever the outcome
    /// @param lags of those among them that say something about how far behind ingest is
    record Passes(long handled, Lags lags) {

        public static final Passes NONE = new Passes(0, Lags.NONE);

        public Passes {
            if (handled < 0) {
                throw new IllegalArgumentException("a count is not negative, got " + handled);
            }
        }

        public Passes plus(Passes other) {
            return new Passes(handled + other.handled, lags.plus(other.lags));
        }
    }
}
