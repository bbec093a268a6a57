package engram.reconcile;

import engram.domain.Walks;
import engram.domain.Walks.Progress;
import engram.domain.Workspace;
import engram.reconcile.Walk.Range;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Walks over workspaces, one walk a workspace at a time: whoever walks has the turn, which is kept in the catalog, and is
/// taken over when it has run out.
public final class Reconcile {

    private final Walk walk;
    private final Walks walks;
    private final Duration every;
    private final Duration margin;
    private final InstantSource clock;

    /// @param every how long a finished walk is good for
    /// @param margin how long a turn outlives the step that it is taken for
    public Reconcile(Walk walk, Walks walks, Duration every, Duration margin, InstantSource clock) {
        this.walk = walk;
        this.walks = walks;
        this.every = every;
        this.margin = margin;
        this.clock = clock;
    }

    /// One step of somebody's own walk, who keeps how far it came. The turn is kept until the range has ended.
    ///
    /// @return empty if it is another's turn
    public Optional<WalkReport> step(Range range, String owner, Duration time) {
        Instant stopAt = clock.instant().plus(time);
        return take(range.workspace(), owner, stopAt).map(progress -> {
            WalkReport report = walk.run(range, stopAt);
            if (report.ended()) {
                walks.leave(range.workspace(), owner, progress);
            }
            return report;
        });
    }

    /// What the schedule does: goes on with walks that were not finished, begins those that are due, repairs, and stops in
    /// time.
    ///
    /// @return how many hints were sent
    public long run(String owner, Instant stopAt) {
        long hints = 0;
        for (Workspace workspace : walk.workspaces()) {
            if (!clock.instant().isBefore(stopAt)) {
                return hints;
            }
            Optional<Progress> turn = take(workspace, owner, stopAt);
            if (turn.isPresent()) {
                hints += goOn(workspace, owner, turn.get(), stopAt);
            }
        }
        return hints;
    }

    private long goOn(Workspace workspace, String owner, Progress before, Instant stopAt) {
        if (!isDue(before)) {
            walks.leave(workspace, owner, before);
            return 0;
        }
        WalkReport report = walk.run(new Range(workspace, before.after(), Optional.empty(), true), stopAt);
        walks.leave(workspace, owner, report.ended()
                ? new Progress(Optional.empty(), Optional.of(clock.instant()))
                : new Progress(report.after(), before.finishedAt()));
        return report.hints();
    }

    private boolean isDue(Progress progress) {
        return progress.after().isPresent()
                || progress.finishedAt().map(at -> !at.plus(every).isAfter(clock.instant())).orElse(true);
    }

    private Optional<Progress> take(Workspace workspace, String owner, Instant stopAt) {
        return walks.take(workspace, owner, clock.instant(), stopAt.plus(margin));
    }
}
