package engram.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A look at some of the vectors that are kept, of which there may be very many.
public interface EmbeddingSample {

    /// Some of them, others each time, and each at most once; all if there are no more than that; none if there are none.
    ///
    /// @param most at most so many, 1 to 1,000
    /// @throws TransientFailure if the store does not answer
    List<Kept> draw(int most);

    /// @param model that made the vector
    /// @param expiresAt when it may be forgotten; absent: never
    record Kept(ModelVersion model, Optional<Instant> expiresAt) {}
}
