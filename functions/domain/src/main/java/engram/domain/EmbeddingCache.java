package engram.domain;

import java.util.Collection;
import java.util.Map;

/// Vectors of texts that were embedded before, by model version and hash of the text. A cache: what is not there
/// costs an embedding and nothing else.
public interface EmbeddingCache {

    /// Those of the hashes that are known for this model version.
    ///
    /// @throws TransientFailure if the store does not answer
    Map<TextHash, Embedding> find(ModelVersion model, Collection<TextHash> hashes);

    /// Keeps these for this model version. After a failure some of them may be kept.
    ///
    /// @throws TransientFailure if the store does not answer
    void keep(ModelVersion model, Map<TextHash, Embedding> embeddings);
}
