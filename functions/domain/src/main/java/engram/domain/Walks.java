package engram.domain;

import java.time.Instant;
import java.util.Optional;

/// Whose turn it is to walk over a workspace: one at a time does.
public interface Walks {

    /// Takes the turn for `owner` until `until`, or longer for who has it already.
    ///
    /// @return how far the last walk came; empty if it is another's turn at `now`
    /// @throws TransientFailure if the store does not answer
    Optional<Progress> take(Workspace workspace, String owner, Instant now, Instant until);

    /// Ends the turn, and keeps how far it came. Does nothing if it is another's.
    ///
    /// @throws TransientFailure if the store does not answer
    void leave(Workspace workspace, String owner, Progress progress);

    /// @param after the last source path that an unfinished walk has looked at; absent if it was finished
    /// @param finishedAt when the last walk that came to its end did
    record Progress(Optional<SourcePath> after, Optional<Instant> finishedAt) {
        public static final Progress NONE = new Progress(Optional.empty(), Optional.empty());
    }
}
