package engram.domain.retention;

import engram.domain.DocumentId;
import java.time.Duration;

/// What the index still holds of a document.
public interface Traces {

    /// How long a count may not show yet what was written or removed.
    default Duration shownWithin() {
        return Duration.ZERO;
    }

    /// Number of its chunks in the index, found by searches or not.
    ///
    /// @throws engram.domain.TransientFailure if the index does not answer
    long chunks(DocumentId id);
}
