package engram.domain;

import java.util.Collection;
import java.util.Set;

/// What the embedding cache may hold of a document, and what it does hold; reads see all changes that were made before. Vectors can be
/// dropped by anybody at any time: one that another document shares costs that one an embedding.
public interface CachedTexts {

    /// Texts of which the document may have vectors in the cache, in the order in which they were listed. None: it has none, or whoever indexed it
    /// listed nothing yet.
    ///
    /// @throws TransientFailure if the store does not answer
    Set<CachedText> of(DocumentId id);

    /// Those of them that the cache holds something of, be it a vector or not.
    ///
    /// @throws TransientFailure if the store does not answer
    Set<CachedText> present(Collection<CachedText> texts);

    /// Drops what the cache holds of these. After a failure some of it may be there still.
    ///
    /// @throws TransientFailure if the store does not answer
    void drop(Collection<CachedText> texts);
}
