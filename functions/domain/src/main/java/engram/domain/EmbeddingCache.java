package engram.domain;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// Vectors of texts that were embedded before, by model version and hash of the text. A cache: what is not there
/// costs an embedding and nothing else. A list of each document's texts lies beside the vectors and is lost with them, so that a document
/// that goes can take its vectors along.
public interface EmbeddingCache extends CachedTexts {

    /// Those of the hashes that are known for this model version.
    ///
    /// @throws TransientFailure if the store does not answer
    Map<TextHash, Embedding> find(ModelVersion model, Collection<TextHash> hashes);

    /// Keeps these for this model version. After a failure some of them may be kept.
    ///
    /// @throws TransientFailure if the store does not answer
    void keep(ModelVersion model, Map<TextHash, Embedding> embeddings);

    /// Replaces the list of texts that the document may have vectors of. Whatever becomes of the call: what was listed before and is listed now
    /// stays listed.
    ///
    /// @param texts none: the list is removed
    /// @throws LeaseLost if a newer generation wrote the list
    /// @throws TransientFailure if the store does not answer
    void list(Lease lease, Set<CachedText> texts);
}
