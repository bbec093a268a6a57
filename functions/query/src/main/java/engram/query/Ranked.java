package engram.query;

import engram.domain.ChunkSearch.Candidate;
import engram.domain.DocumentId;
import java.util.Comparator;

/// A candidate with its place in the ranking.
///
/// @param score in [Mode#SEMANTIC] (1 + cosine) / 2, in [Mode#LEXICAL] BM25, in [Mode#HYBRID] as [Fusion] defines it
record Ranked(Candidate candidate, double score) {

    /// Best first; equals by source path and slot, so that the same index gives the same order.
    static final Comparator<Ranked> BEST_FIRST = Comparator.comparingDouble(Ranked::score)
            .reversed()
            .thenComparing(ranked -> ranked.candidate().document().sourcePath().key())
            .thenComparingInt(ranked -> ranked.candidate().slot());

    Place place() {
        return new Place(candidate.document(), candidate.slot());
    }

    /// What two arms mean when they speak of the same chunk.
    record Place(DocumentId document, int slot) {}
}
