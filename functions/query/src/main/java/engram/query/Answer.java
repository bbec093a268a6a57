package engram.query;

import engram.domain.CatalogDocument.ChunkEntry;
import engram.domain.ChunkSearch.Candidate;
import engram.domain.ObjectState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Passages that answer a question, best first.
///
/// @param dropped candidates of the last round that the catalog did not vouch for: drift between index and catalog
/// @param rounds how often index and catalog were asked
/// @param took from the question to this answer
public record Answer(List<Hit> hits, int dropped, int rounds, Duration took) {

    public Answer {
        hits = List.copyOf(hits);
    }

    /// A passage that the catalog vouches for.
    ///
    /// @param score see [Fusion]
    /// @param origin absent while an update of the document is under way and the passage is newer than the catalog's
    ///     entry, which then says nothing about it
    public record Hit(Candidate passage, double score, Optional<Origin> origin) {}

    /// Where a passage comes from.
    ///
    /// @param ordinal the passage's place in the document, from 0
    /// @param entry the passage's place in the extracted text
    /// @param object the version of the object that was read; unknown for an entry without one
    public record Origin(int ordinal, ChunkEntry entry, Optional<ObjectState> object) {}
}
