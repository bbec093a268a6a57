package engram.domain;

import engram.domain.health.ReconcileReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whose turn it is to walk over a workspace, for one at a time does, and how far walks came.
public interface Walks {

    /// Takes the turn for `owner` until `until`, or longer for who has it already.
    ///
    /// @return empty if it is another's turn at `now`
    /// @throws TransientFailure if the store does not answer
    Optional<Turn> take(Workspace workspace, String owner, Instant now, Instant until);

    /// Keeps how far the owner's own walk came, and the turn. Does nothing if it is another's.
    ///
    /// @throws TransientFailure if the store does not answer
    void keep(Workspace workspace, String owner, Progress own);

    /// Ends the turn, and with it the owner's own walk; keeps the rest. Does nothing if it is another's.
    ///
    /// @throws TransientFailure if the store does not answer
    void leave(Workspace workspace, String owner, Turn turn);

    /// Every workspace that was walked over, with what there is to know of it; no walk is anybody's own here.
    ///
    /// @throws TransientFailure if the store does not answer
    Map<Workspace, Turn> all();

    /// Forgets a workspace that is no more, unless it is somebody's turn.
    ///
    /// @throws TransientFailure if the store does not answer
    void forget(Workspace workspace);

    /// The schedule's search for workspaces; absent if none is under way.
    ///
    /// @throws TransientFailure if the store does not answer
    Optional<Searching> searching();

    /// Keeps that. Of two that search at once the later one's counts: the other's part is searched again, or a later time.
    ///
    /// @throws TransientFailure if the store does not answer
    void keepSearching(Optional<Searching> searching);

    /// A search under way.
    ///
    /// @param after the last key of the bucket that it has looked at; absent if it failed before it came to one
    record Searching(Optional<SourcePath> after) {}

    /// What there is to know at the begin of a turn.
    ///
    /// @param scheduled the walk of the schedule that is under way
    /// @param own that of the very owner, which it leads itself
    /// @param last what the last walk that came to its end saw; absent if there was none
    record Turn(Progress scheduled, Progress own, Optional<ReconcileReport> last) {
        public static final Turn FIRST = new Turn(Progress.NONE, Progress.NONE, Optional.empty());
    }

    /// A walk under way.
    ///
    /// @param after the last source path that it has looked at; absent if none is under way
    /// @param seen what it saw since its begin; absent if that is not known
    /// @param twice what it has to look at again before it has ended; absent if there is nothing
    record Progress(Optional<SourcePath> after, Optional<ReconcileReport> seen, Optional<Twice> twice) {
        public static final Progress NONE = new Progress(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Documents that count as differences if they still are some when they are looked at again.
    ///
    /// @param paths at least one, and no more than a row of the store has room for: some 300 KB of them
    /// @param since when the last of them was looked at first
    record Twice(List<SourcePath> paths, Instant since) {
        public Twice {
            paths = List.copyOf(paths);
        }
    }
}
