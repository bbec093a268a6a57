package engram.domain;

import java.util.List;

/// Turns text into vectors. The same text gives the same vector, whatever is embedded beside it. Safe for use by
/// several threads.
public interface Embedder {

    ModelVersion modelVersion();

    /// Length of the vectors.
    int dimension();

    /// @throws TextTooLong if the question has more tokens than the model reads
    Embedding embedQuery(String question);

    /// One embedding for each passage, in their order.
    ///
    /// @throws TextTooLong if a passage has more tokens than the model reads; then none is embedded
    List<Embedding> embedPassages(List<String> passages);
}
