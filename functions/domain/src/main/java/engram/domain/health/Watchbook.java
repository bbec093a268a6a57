package engram.domain.health;

import engram.domain.TransientFailure;
import engram.domain.health.Vitals.Alias;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    /// What a look at the index saw last; empty if none was kept.
    ///
    /// @throws TransientFailure if the store does not answer
    Optional<IndexLook> index();

    /// Keeps what a look at the index saw, unless there is one of a later moment.
    ///
    /// @throws TransientFailure if the store did not answer; whether it was kept is unknown
    void keep(IndexLook look);

    /// What a look at the index saw.
    ///
    /// @param at when that was, to the millisecond
    /// @param well whether nothing was wrong with it, and all that it is compared with answered as well
    /// @param chunks behind the alias; empty if nothing is behind it, or if it did not say
    /// @param alias what the alias leads to
    /// @param silentSince since when it has been asked again and said nothing; absent if it was not asked again
    record IndexLook(Instant at, boolean well, Optional<Long> chunks, Alias alias, Optional<Instant> silentSince) {
        public IndexLook {
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }

        /// The same, and that it was asked again in vain.
        public IndexLook silent(Instant now) {
            return new IndexLook(at, well, chunks, alias, Optional.of(silentSince.orElse(now)));
        }
    }

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
