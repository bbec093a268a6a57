package engram.reconcile;

import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.domain.Walks.Progress;
import engram.domain.Walks.Searching;
import engram.domain.Walks.Turn;
import engram.domain.Walks.Twice;
import engram.domain.Walks;
import engram.domain.Workspace;
import engram.domain.health.ReconcileReport;
import engram.domain.health.ReconcileReports;
import engram.reconcile.Walk.Range;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Walks over workspaces, one walk a workspace at a time: whoever walks has the turn, which is kept in the catalog, and is
/// taken over when it has run out. What whole walks see is summed up for health.
public final class Reconcile {

    private static final Duration SLICE = Duration.ofSeconds(10);
    /// What a slice adds to so much has still room in a row of the catalog.
    private static final int MOST_TWICE = 1_000;
    private static final int MOST_TWICE_CHARACTERS = 30_000;
    /// Of what an invocation keeps of its time, so much goes into beginning walks that it had no time for.
    private static final int SHARE_TO_BEGIN = 3;
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

    /// One step of somebody's own walk, who keeps how far it came. The turn is kept until a walk has ended that began with the
    /// first path and went on from step to step to the last. Steps over parts of a workspace, which may be under way side by side,
    /// share the turn; none of them knows of the others, so none leaves it, and it runs out by itself.
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
            if (isPart(range, turn.own())) {
                return report;
            }
            if (!report.ended()) {
                walks.keep(range.workspace(), owner, new Progress(report.after(), seen, Optional.empty()));
            } else if (seen.isPresent()) {
                end(range.workspace(), owner, new Turn(turn.scheduled(), Progress.NONE, seen));
            } else {
                walks.leave(range.workspace(), owner, turn);
            }
            return report;
        });
    }

    /// Whether the step belongs to no walk from the first path to the last, as far as the owner's own is known.
    private static boolean isPart(Range range, Progress own) {
        return range.until().isPresent() || range.after().isPresent() && !range.after().equals(own.after());
    }

    /// What the owner's walk saw before this step; empty if that is not known.
    private static Optional<ReconcileReport> before(Range range, Progress own) {
        if (range.after().isEmpty()) {
            return Optional.of(NOTHING);
        }
        return range.after().equals(own.after()) ? own.seen() : Optional.empty();
    }

    /// What the schedule does: looks for workspaces, goes on with walks that were not finished, begins those that are due, repairs,
    /// and stops in time; what it has no time for is begun all the same, for [#goOn] to go on with. Workspaces whose last walk ended
    /// first come first, and before them those that nobody has walked over to the end. One that fails keeps none of the others from
    /// their turn, and no more does the search.
    ///
    /// @return how many hints were sent
    /// @throws engram.domain.TransientFailure the first failure, in the end
    public long run(String owner, Instant stopAt) {
        Map<Workspace, Turn> known = walks.all();
        Round round = new Round(owner, stopAt);
        Optional<Search> search = round.search(known.keySet());
        inOrder(known, search).forEach((workspace, turn) -> {
            if (isDue(turn) && round.hasTime()) {
                round.take(workspace);
            } else if (isDue(turn) && !goesOn(turn)) {
                round.begin(workspace);
            }
        });
        forgetWhatIsGone(known, search);
        return round.end();
    }

    private void forgetWhatIsGone(Map<Workspace, Turn> known, Optional<Search> search) {
        search.filter(Search::whole).ifPresent(done ->
                known.keySet().stream().filter(workspace -> !done.found().contains(workspace)).forEach(walks::forget));
    }

    private static Map<Workspace, Turn> inOrder(Map<Workspace, Turn> known, Optional<Search> search) {
        Map<Workspace, Turn> all = new HashMap<>(known);
        search.ifPresent(done -> done.found().forEach(workspace -> all.putIfAbsent(workspace, Turn.FIRST)));
        Map<Workspace, Turn> inOrder = new LinkedHashMap<>();
        all.entrySet().stream()
                .sorted(Comparator.comparing(one -> one.getValue().last().map(ReconcileReport::ended).orElse(Instant.EPOCH)))
                .forEach(one -> inOrder.put(one.getKey(), one.getValue()));
        return inOrder;
    }

    /// @param whole whether one run looked at all that there was
    private record Search(List<Workspace> found, boolean whole) {}

    /// Goes on where the last run stopped, for half of the time: of a bucket with many keys outside of named workspaces it sees a part
    /// only, and that must leave the time to walk. What it finds gets a row before the search is kept, so that later runs know of it
    /// though this one may have no time for it.
    private Search search(Set<Workspace> known, String owner, Instant stopAt) {
        Optional<Searching> before = walks.searching();
        Optional<SourcePath> after = before.flatMap(Searching::after);
        Instant now = clock.instant();
        Walk.Workspaces part = walk.workspaces(after, now.plus(Duration.between(now, stopAt).dividedBy(2)));
        part.names().stream().filter(workspace -> !known.contains(workspace)).forEach(workspace ->
                take(workspace, owner, stopAt).ifPresent(turn -> walks.leave(workspace, owner, turn)));
        Optional<Searching> further = part.next().map(next -> new Searching(Optional.of(next)));
        if (!further.equals(before)) {
            walks.keepSearching(further);
        }
        return new Search(part.names(), after.isEmpty() && part.next().isEmpty());
    }

    /// Goes on with walks of the schedule and with a search for workspaces that were not finished, walks over workspaces that were found
    /// and not walked over yet, and once more where the last walk found differences, and does nothing else: where nothing is to be done
    /// the index is not asked.
    ///
    /// @return how many hints were sent
    /// @throws engram.domain.TransientFailure the first failure, in the end
    public long goOn(String owner, Instant stopAt) {
        Map<Workspace, Turn> known = walks.all();
        Round round = new Round(owner, stopAt);
        Optional<Search> search = walks.searching().isPresent() ? round.search(known.keySet()) : Optional.empty();
        inOrder(known, search).forEach((workspace, turn) -> {
            if (goesOn(turn) && round.hasTime()) {
                round.take(workspace);
            }
        });
        forgetWhatIsGone(known, search);
        return round.end();
    }

    private boolean goesOn(Turn turn) {
        return isUnfinished(turn) || turn.last().isEmpty() || hasDifferences(turn) && isDue(turn);
    }

    private static boolean isUnfinished(Turn turn) {
        return !turn.scheduled().equals(Progress.NONE);
    }

    private static boolean hasDifferences(Turn turn) {
        return turn.last().filter(last -> last.drift() > 0).isPresent();
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

        boolean hasTime() {
            return clock.instant().isBefore(stopAt);
        }

        void take(Workspace workspace) {
            inTurn(workspace, turn -> hints += walkOn(workspace, owner, turn, stopAt));
        }

        /// A walk that there is no time for. Of very many workspaces some have to wait for the next run, in which they come first.
        void begin(Workspace workspace) {
            if (clock.instant().isBefore(stopAt.plus(settings.margin().dividedBy(SHARE_TO_BEGIN)))) {
                inTurn(workspace, turn -> walks.leave(workspace, owner, isDue(turn) && !isUnfinished(turn) ? begun(turn) : turn));
            }
        }

        private static Turn begun(Turn turn) {
            return new Turn(new Progress(Optional.empty(), Optional.of(NOTHING), Optional.empty()), Progress.NONE, turn.last());
        }

        private void inTurn(Workspace workspace, Consumer<Turn> work) {
            try {
                Reconcile.this.take(workspace, owner, stopAt).ifPresent(work);
            } catch (TransientFailure trouble) {
                failure = failure.or(() -> Optional.of(trouble));
            }
        }

        /// Empty if it failed; then it is under way all the same, to be gone on with.
        Optional<Search> search(Set<Workspace> known) {
            try {
                return Optional.of(Reconcile.this.search(known, owner, stopAt));
            } catch (TransientFailure trouble) {
                failure = Optional.of(trouble);
                keepUnderWay();
                return Optional.empty();
            }
        }

        private void keepUnderWay() {
            try {
                if (walks.searching().isEmpty()) {
                    walks.keepSearching(Optional.of(new Searching(Optional.empty())));
                }
            } catch (TransientFailure _) {
                // The next run of the schedule begins one.
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
        return isUnfinished(turn)
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

    /// What the first page waits for comes first: it may take longer than a turn lasts, and then another's walk would begin beside this one.
    private Optional<Turn> take(Workspace workspace, String owner, Instant stopAt) {
        walk.ready();
        Instant now = clock.instant();
        Instant end = stopAt.isAfter(now) ? stopAt : now;
        return walks.take(workspace, owner, now, end.plus(settings.margin()));
    }
}
