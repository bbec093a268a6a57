package engram.domain.retention;

import engram.domain.DocumentId;

/// What the index still holds of a document.
public interface Traces {

    /// Number of its chunks in the index, found by searches or not.
    ///
    /// @throws engram.domain.TransientFailure if the index does not answer
    long chunks(DocumentId id);
}
