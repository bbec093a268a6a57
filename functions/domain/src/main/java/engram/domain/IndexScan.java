package engram.domain;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The index as a list of everything. It shows what searches see; an index that is not there yet holds nothing.
public interface IndexScan {

    /// Every workspace of which the index holds a chunk.
    ///
    /// @throws TransientFailure if the index does not answer
    Set<Workspace> workspaces();

    /// A workspace's entries in the order of their paths, and of slots within a path; none if there are no more.
    ///
    /// @param after only those behind this one; absent: from the first
    /// @param most at most so many, 1 to 10,000
    /// @throws TransientFailure if the index does not answer
    List<Entry> entries(Workspace workspace, Optional<Entry> after, int most);

    /// All entries of a document, in the order of their slots.
    ///
    /// @throws TransientFailure if the index does not answer
    List<Entry> of(DocumentId id);

    /// Whether a write to a slot takes the place of what was there. Otherwise a slot may hold several entries, of which the newest
    /// counts ([AppendedChunks]), and they are listed with the oldest first.
    default boolean overwrites() {
        return true;
    }

    /// What a slot holds.
    ///
    /// @param generation of the pass that wrote it
    record Entry(SourcePath path, int slot, ChunkHash hash, long generation) {}
}
