package engram.domain.health;

import engram.domain.TransientFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What one scheduled look at the system leaves for the next, whichever process that is.
public interface Watchbook {

    /// Empty before the first look.
    ///
    /// @throws TransientFailure if the store does not answer
    Optional<Entry> read();

    /// Replaces the entry that was read, unless another look did so first.
    ///
    /// @param seen empty: there was none
    /// @return whether it was replaced
    /// @throws TransientFailure if the store did not answer; whether it was replaced is unknown
    boolean replace(Optional<Entry> seen, Entry next);

    /// Until when an operator has silenced notices; empty if nobody has. It may lie in the past.
    ///
    /// @throws TransientFailure if the store does not answer
    Optional<Instant> silencedUntil();

    /// @param look number of the look that wrote it, one more each time
    /// @param announced the level that was announced last
    /// @param changedAt when it was
    /// @param differing how many looks in a row saw another level than that
    /// @param waitingSince since when each look found messages waiting; absent if the last one found none
    /// @param unwalkedSince since when each look found documents, and no walk of reconcile that ever came to its end; absent if the
    ///                      last one did not
    /// @param notice what still has to be sent, or is being sent
    record Entry(
            long look,
            Level announced,
            Instant changedAt,
            int differing,
            Optional<Instant> waitingSince,
            Optional<Instant> unwalkedSince,
            Optional<Notice> notice) {}

    /// A change that has to be announced.
    ///
    /// @param id one and the same however often it is sent
    /// @param reasons codes of what is wrong at `to`
    /// @param sender until when the look that found it may take to send it; another one sends it after that
    record Notice(String id, Level from, Level to, Instant at, List<String> reasons, Instant sender) {
        public Notice {
            reasons = List.copyOf(reasons);
        }
    }
}
