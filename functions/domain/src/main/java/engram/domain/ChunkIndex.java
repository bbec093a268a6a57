package engram.domain;

import java.time.Instant;
import java.util.List;

/// The index as its only writer, `ingest`, sees it.
public interface ChunkIndex {

    /// Applies the writes, each on its own, in no order. A write takes effect only if `generation` is above that of the
    /// last write to the entry; deletions are remembered for an hour at least, but not across a restart of the store. A store
    /// that cannot refuse what comes late keeps it beside what is newer ([AppendedChunks]).
    ///
    /// @param visible whether upserts that took effect can be found by searches when this returns
    /// @param notAfter the request is not sent, and does not outlive, this moment
    /// @return one outcome for each write, in their order
    /// @throws TransientFailure if the store did not answer in time; any of the writes may have taken effect, or may
    ///     do so until `notAfter`
    List<Outcome> write(
            DocumentId id, long generation, List<ChunkWrite> writes, boolean visible, Instant notAfter);

    sealed interface Outcome {
        /// The entry is as the write says. For a deletion also: there was none.
        record Applied() implements Outcome {}

        /// A write with this generation or a newer one was there before.
        record Superseded() implements Outcome {}

        /// The store is too busy (429) or failed (5xx): try again.
        record Busy(String why) implements Outcome {}

        /// The store will never take it (other 4xx).
        record Refused(String why) implements Outcome {}
    }
}
