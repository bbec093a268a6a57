package engram.domain;

import java.time.Instant;
import java.util.List;

/// An index that gives each entry an id of its own choice: it overwrites nothing, refuses nothing that comes late, and shows what was
/// written after a while. [AppendedChunks] keeps chunks in it.
public interface EntryStore {

    /// Adds entries, each on its own, sent once and not again.
    ///
    /// @param notAfter the request is not sent, and does not outlive, this moment
    /// @return one outcome for each entry, in their order; none of them is superseded
    /// @throws TransientFailure if the store did not answer in time; any of the entries may have been added, or may be until `notAfter`
    List<ChunkIndex.Outcome> add(DocumentId id, long generation, List<ChunkWrite.Upsert> entries, Instant notAfter);

    /// How many entries of a document searches see that were added with this generation.
    ///
    /// @throws TransientFailure if the store does not answer
    long shown(DocumentId id, long generation, Instant notAfter);

    /// All entries of a document that searches see.
    ///
    /// @throws TransientFailure if the store does not answer
    List<Shown> shown(DocumentId id, Instant notAfter);

    /// Removes entries; one that is not there is no error.
    ///
    /// @return one outcome for each, in their order; none of them is superseded
    /// @throws TransientFailure if the store did not answer in time; any of them may be gone
    List<ChunkIndex.Outcome> remove(DocumentId id, List<String> entries, Instant notAfter);

    /// @param entry id that the store gave it
    record Shown(String entry, int slot, long generation) {}
}
