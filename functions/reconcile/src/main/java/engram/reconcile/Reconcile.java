package engram.reconcile;

import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.domain.Walks;
import engram.domain.Walks.Progress;
import engram.domain.Walks.Turn;
import engram.domain.Walks.Twice;
import engram.domain.Workspace;
import engram.domain.health.ReconcileReport;
import engram.domain.health.ReconcileReports;
import engram.reconcile.Walk.Range;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Walks over workspaces, one walk a workspace at a time: whoever walks has the turn, which is kept in the catalog, and is
/// taken over when it has run out. What whole walks see is summed up for health.
public final class Reconcile {

    private static final Duration SLICE = Duration.ofSeconds(10);
    /// What a slice adds to so much has still room in a row of the catalog.
    private static final int MOST_TWICE = 1_000;
    private static final int MOST_TWICE_CHARACTERS = 30_000;
    private static final ReconcileReport NOTHING =
            new ReconcileReport(Instant.EPOCH, Duration.ZERO, Map.of(), Map.of(), Optional.empty());

    private final Walk walk;
    private final Walks walks;
    private final ReconcileReports reports;
    private final ReconcileSettings settings;
    private final InstantSource clock;

    public Reconcile(
            Walk walk, Walks walks, ReconcileReports reports, ReconcileSettings settings, InstantSource clock) {
        this.walk = walk;
        this.walks = walks;
        this.reports = reports;
        this.settings = settings;
        this.clock = clock;
    }

    /// One step of somebody's own walk, who keeps how far it came. The turn is kept until the range has ended.
    ///
    /// @return empty if it is another's turn
    public Optional<WalkReport> step(Range range, String owner, Duration time) {
        Instant begin = clock.instant();
        Instant stopAt = begin.plus(time);
        return take(range.workspace(), owner, stopAt).map(turn -> {
            WalkReport report = walk.run(range, stopAt);
            // What has to be looked at twice is looked at by the owner: then nobody but the owner knows all that the walk saw.
            Optional<ReconcileReport> seen = before(range, turn.own())
                    .filter(_ -> report.twice().isEmpty())
                    .map(before -> sum(before, report, begin));
            if (!report.ended()) {
                walks.keep(range.workspace(), owner, new Progress(report.after(), seen, Optional.empty()));
            } else if (range.until().isEmpty() && seen.isPresent()) {
                end(range.workspace(), owner, new Turn(turn.scheduled(), Progress.NONE, seen));
            } else {
                walks.leave(range.workspace(), owner, turn);
            }
            return report;
        });
    }

    /// What the owner's walk saw before this step; empty if this is no step of a walk from the first path on.
    private static Optional<ReconcileReport> before(Range range, Progress own) {
        if (range.after().isEmpty()) {
            return Optional.of(NOTHING);
        }
        return range.after().equals(own.after()) ? own.seen() : Optional.empty();
    }

    /// What the schedule does: goes on with walks that were not finished, begins those that are due, repairs, and stops in
    /// time. Workspaces that were walked over before come first, and then those that have to be found. One that fails keeps
    /// none of the others from their turn.
    ///
    /// @return how many hints were sent
    /// @throws engram.domain.TransientFailure the first failure, in the end
    public long run(String owner, Instant stopAt) {
        Map<Workspace, Turn> known = walks.all();
        Round round = new Round(owner, stopAt);
        known.forEach((workspace, turn) -> round.take(workspace, isDue(turn)));
        Walk.Workspaces found = walk.workspaces(stopAt);
        found.names().forEach(workspace -> round.take(workspace, !known.containsKey(workspace)));
        if (found.whole()) {
            known.keySet().stream().filter(workspace -> !found.names().contains(workspace)).forEach(walks::forget);
        }
        return round.end();
    }

    /// Goes on with walks of the schedule that were not finished, and with nothing else.
    ///
    /// @return how many hints were sent
    /// @throws engram.domain.TransientFailure the first failure, in the end
    public long goOn(String owner, Instant stopAt) {
        Round round = new Round(owner, stopAt);
        walks.all().forEach((workspace, turn) -> round.take(workspace, turn.scheduled().after().isPresent()));
        return round.end();
    }

    /// One workspace after another, as long as there is time.
    private final class Round {
        private final String owner;
        private final Instant stopAt;
        private Optional<TransientFailure> failure = Optional.empty();
        private long hints;

        Round(String owner, Instant stopAt) {
            this.owner = owner;
            this.stopAt = stopAt;
        }

        void take(Workspace workspace, boolean wanted) {
            if (!wanted || !clock.instant().isBefore(stopAt)) {
                return;
            }
            try {
                Reconcile.this.take(workspace, owner, stopAt).ifPresent(turn -> hints += walkOn(workspace, owner, turn, stopAt));
            } catch (TransientFailure trouble) {
                failure = failure.or(() -> Optional.of(trouble));
            }
        }

        long end() {
            failure.ifPresent(trouble -> {
                throw trouble;
            });
            return hints;
        }
    }

    /// In slices, so that of a walk that fails the last one at most is walked again. What is to be looked at twice is looked at
    /// again as soon as it is time, and if nothing else is left to do by the run after this one.
    private long walkOn(Workspace workspace, String owner, Turn turn, Instant stopAt) {
        if (!isDue(turn)) {
            walks.leave(workspace, owner, turn);
            return 0;
        }
        Course course = new Course(workspace, turn.scheduled());
        try {
            while (course.goesOn() && clock.instant().isBefore(stopAt)) {
                course.further(stopAt);
            }
        } catch (TransientFailure failure) {
            walks.leave(workspace, owner, new Turn(course.progress(), Progress.NONE, turn.last()));
            throw failure;
        }
        if (course.isDone()) {
            end(workspace, owner, new Turn(Progress.NONE, Progress.NONE, Optional.of(course.seen)));
        } else {
            walks.leave(workspace, owner, new Turn(course.progress(), Progress.NONE, turn.last()));
        }
        return course.hints;
    }

    /// How far a walk of the schedule came.
    private final class Course {
        private final Workspace workspace;
        private Optional<SourcePath> after;
        private ReconcileReport seen;
        private List<SourcePath> twice;
        private Instant since;
        private boolean ended;
        private boolean held;
        private long hints;

        Course(Workspace workspace, Progress before) {
            this.workspace = workspace;
            this.after = before.after();
            this.seen = before.seen().orElse(NOTHING);
            this.twice = before.twice().map(Twice::paths).orElse(List.of());
            this.since = before.twice().map(Twice::since).orElse(Instant.EPOCH);
        }

        boolean isDone() {
            return ended && twice.isEmpty();
        }

        /// Whether there is something to do now, and room in the queue for what comes of it.
        boolean goesOn() {
            return !held && !isDone() && (isTimeForTwice() || !ended && !isFull());
        }

        void further(Instant stopAt) {
            Instant begin = clock.instant();
            if (isTimeForTwice()) {
                WalkReport report = walk.look(workspace, twice, true, since, stopAt);
                add(report, begin);
                twice = report.twice();
            } else {
                Instant slice = begin.plus(SLICE);
                WalkReport report = walk.run(new Range(workspace, after, Optional.empty(), true), slice.isBefore(stopAt) ? slice : stopAt);
                add(report, begin);
                after = report.after();
                ended = report.ended();
                if (!report.twice().isEmpty()) {
                    twice = Stream.concat(twice.stream(), report.twice().stream()).toList();
                    since = clock.instant();
                }
            }
        }

        private void add(WalkReport report, Instant begin) {
            hints += report.hints();
            held = report.held();
            seen = sum(seen, report, begin);
        }

        private boolean isTimeForTwice() {
            return !twice.isEmpty() && walk.isLater(since);
        }

        private boolean isFull() {
            return twice.size() >= MOST_TWICE || twice.stream().mapToInt(path -> path.key().length()).sum() >= MOST_TWICE_CHARACTERS;
        }

        Progress progress() {
            return new Progress(after, Optional.of(seen), twice.isEmpty() ? Optional.empty() : Optional.of(new Twice(twice, since)));
        }
    }

    private boolean isDue(Turn turn) {
        return turn.scheduled().after().isPresent()
                || turn.last().map(last -> !last.ended().plus(pause(last)).isAfter(clock.instant())).orElse(true);
    }

    private Duration pause(ReconcileReport last) {
        return last.drift() == 0 ? settings.every() : settings.again(last.took());
    }

    private ReconcileReport sum(ReconcileReport before, WalkReport report, Instant begin) {
        Instant now = clock.instant();
        return before.plus(report.summary(now, Duration.between(begin, now)), now);
    }

    /// Two that end at once both tell of all workspaces, and the later one of both.
    private void end(Workspace workspace, String owner, Turn turn) {
        walks.leave(workspace, owner, turn);
        walks.all().values().stream()
                .flatMap(one -> one.last().stream())
                .reduce((one, other) -> one.plus(other, one.ended().isBefore(other.ended()) ? one.ended() : other.ended()))
                .ifPresent(reports::keep);
    }

    private Optional<Turn> take(Workspace workspace, String owner, Instant stopAt) {
        return walks.take(workspace, owner, clock.instant(), stopAt.plus(settings.margin()));
    }
}
