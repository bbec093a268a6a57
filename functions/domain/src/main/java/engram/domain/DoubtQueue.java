package engram.domain;

import java.util.Collection;

/// The queue of hints, for those that say more.
public interface DoubtQueue {

    /// @throws TransientFailure if the queue did not take all of them; some may have been taken
    void doubt(Collection<Doubt> doubts);
}
