package engram.health;

import engram.domain.TransientFailure;
import engram.domain.health.Watchbook.Notice;

/// Tells somebody of a change.
@FunctionalInterface
public interface Announcer {

    /// @throws TransientFailure if nobody can be sure that it was heard; the same notice may be told again
    void announce(Notice notice);
}
