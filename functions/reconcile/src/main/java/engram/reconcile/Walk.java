package engram.reconcile;

import engram.domain.BucketListing.Listed;
import engram.domain.Catalog.DocumentView;
import engram.domain.CatalogDocument;
import engram.domain.DocumentId;
import engram.domain.Doubt;
import engram.domain.IndexScan.Entry;
import engram.domain.SourcePath;
import engram.domain.Unsettled.Waiting;
import engram.domain.Workspace;
import engram.domain.WorkspaceMapping;
import engram.reconcile.Difference.Remedy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// Walks over a workspace and names every difference between bucket, catalog and index. What seems to differ is looked at
/// again, by itself and consistently, before it counts; what somebody works on, or has changed just now, is in flight and
/// does not count. What nobody dates, like a deletion, is looked at twice, with the grace time in between. Each difference
/// becomes a hint, if it is to be repaired, and nothing else.
public final class Walk {

    private static final int MOST_DEAD = 1_000;
    /// Whatever a document is put off to has come by then.
    private static final Duration EVER = Duration.ofDays(36_500);

    private final WalkPorts ports;
    private final Objects objects;
    private final WalkSettings settings;
    private final Consumer<Duration> pause;
    private final InstantSource clock;

    /// @param pause lets time pass
    public Walk(
            WalkPorts ports,
            WorkspaceMapping mapping,
            WalkSettings settings,
            Consumer<Duration> pause,
            InstantSource clock) {
        this.ports = ports;
        this.objects = new Objects(ports.listing(), mapping);
        this.settings = settings;
        this.pause = pause;
        this.clock = clock;
    }

    /// Where to walk.
    ///
    /// @param after behind this source path; absent: from the first
    /// @param until up to this one; absent: to the last
    /// @param repair whether hints are sent
    public record Range(
            Workspace workspace, Optional<SourcePath> after, Optional<SourcePath> until, boolean repair) {}

    /// Workspaces by name.
    ///
    /// @param next behind which source path of the bucket there may be more; absent: these are all that there were to find
    public record Workspaces(List<Workspace> names, Optional<SourcePath> next) {}

    /// Has the list of the bucket ready, which may take long, so that a step takes no longer than it is to.
    void ready() {
        ports.listing().ready();
    }

    /// Every workspace that bucket, catalog or index know, in as many parts as the time makes of them. Those of catalog and index are
    /// in the first one; each one brings the search through the bucket further.
    ///
    /// @param after where the part before stopped; absent: the first part
    /// @param stopAt when to stop looking through the bucket, of which every key outside of named workspaces is read
    public Workspaces workspaces(Optional<SourcePath> after, Instant stopAt) {
        ready();
        Set<String> names = new TreeSet<>();
        if (after.isEmpty()) {
            ports.scan().workspaces().forEach(workspace -> names.add(workspace.name()));
            ports.index().workspaces().forEach(workspace -> names.add(workspace.name()));
        }
        Optional<SourcePath> next = objects.workspaces(
                after, workspace -> names.add(workspace.name()), () -> clock.instant().isBefore(stopAt));
        return new Workspaces(names.stream().map(Workspace::new).toList(), next);
    }

    /// Walks until the range ends or it is time to stop; at least one step. Ends before a step that would send something where too
    /// many messages wait in the queue already, so that the next walk finds it.
    ///
    /// @throws engram.domain.TransientFailure if a store does not answer; what was found until then has been sent
    public WalkReport run(Range range, Instant stopAt) {
        Expected expected = expected();
        Merge merge = new Merge(ports, objects, range.workspace(), range.after());
        TreeSet<SourcePath> dead = dead(range);
        WalkReport.Builder report = new WalkReport.Builder(settings.examples(), range.after());
        while (true) {
            List<Sighting> seen = merge.next(settings.atOnce());
            List<Sighting> inside = seen.stream().filter(one -> isInside(one.id().sourcePath(), range)).toList();
            boolean ended = merge.isAtEnd() || inside.size() < seen.size();
            Set<DocumentId> suspects = new LinkedHashSet<>(suspects(inside, expected));
            SortedSet<SourcePath> passed = ended ? dead : dead.headSet(inside.getLast().id().sourcePath(), true);
            passed.forEach(path -> suspects.add(new DocumentId(range.workspace(), path)));
            if (range.repair() && !suspects.isEmpty() && isCrowded()) {
                report.hold();
                return report.stopped();
            }
            judge(suspects, expected, range.repair(), clock.instant(), report);
            passed.clear();
            if (!inside.isEmpty()) {
                report.walked(inside);
            }
            if (ended) {
                return report.ended();
            }
            if (report.isFull() || !clock.instant().isBefore(stopAt)) {
                return report.stopped();
            }
        }
    }

    /// Looks at single documents only; those that it does not come to in time, or that the queue has no room for, are to be looked
    /// at again.
    ///
    /// @param since when they were looked at before; now, if they were not
    public WalkReport look(Workspace workspace, List<SourcePath> paths, boolean repair, Instant since, Instant stopAt) {
        WalkReport.Builder report = new WalkReport.Builder(settings.examples(), Optional.empty());
        Expected expected = expected();
        List<DocumentId> left = paths.stream().map(path -> new DocumentId(workspace, path)).toList();
        while (!left.isEmpty() && clock.instant().isBefore(stopAt)) {
            if (repair && isCrowded()) {
                report.hold();
                break;
            }
            int next = Math.min(left.size(), settings.atOnce());
            judge(left.subList(0, next), expected, repair, since, report);
            left = left.subList(next, left.size());
        }
        left.forEach(id -> report.twice(id.sourcePath()));
        return report.ended();
    }

    private boolean isCrowded() {
        return ports.backlog().waiting() > settings.mostWaiting();
    }

    private Expected expected() {
        return new Expected(clock.instant(), ports.versions().latest(), settings.retry());
    }

    private static boolean isInside(SourcePath path, Range range) {
        return range.until().isEmpty() || path.compareTo(range.until().get()) <= 0;
    }

    /// Documents of the range that are unsettled for so long that somebody may have died over them, whether anything differs or not, those
    /// that are put off as well; who is held after all shows when it is looked at. Of very many in all workspaces together those that are
    /// so longest.
    private TreeSet<SourcePath> dead(Range range) {
        Instant now = clock.instant();
        return ports.unsettled().overdue(now.minus(settings.unsettled()), now.plus(EVER), MOST_DEAD).stream()
                .map(Waiting::id)
                .filter(id -> id.workspace().equals(range.workspace()))
                .map(DocumentId::sourcePath)
                .filter(path -> isInside(path, range) && range.after().filter(after -> path.compareTo(after) <= 0).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<DocumentId> suspects(List<Sighting> seen, Expected expected) {
        return seen.stream().filter(one -> !Comparison.of(one, expected, ports.index().overwrites()).isEmpty()).map(Sighting::id).toList();
    }

    /// Whether what was looked at first then is looked at for the second time now.
    boolean isLater(Instant since) {
        return !since.plus(settings.grace()).isAfter(clock.instant());
    }

    private void judge(
            Collection<DocumentId> suspects, Expected expected, boolean repair, Instant since, WalkReport.Builder report) {
        List<SourcePath> hints = new ArrayList<>();
        List<Doubt> doubts = new ArrayList<>();
        for (DocumentId id : suspects) {
            Optional<DocumentView> view = ports.catalog().view(id);
            Sighting seen = new Sighting(
                    id,
                    ports.bucket().find(id.sourcePath()).map(state -> Listed.of(id.sourcePath(), state)),
                    view.flatMap(DocumentView::document),
                    ports.index().of(id));
            List<Difference> differences = new ArrayList<>(Comparison.of(seen, expected, ports.index().overwrites()));
            if (hasMoved(view, id)) {
                report.inFlight(id.sourcePath());
                continue;
            }
            boolean dead = isDead(view);
            if (dead) {
                differences.add(new Difference.LeaseDead(id));
            }
            if (!dead && (view.filter(DocumentView::unsettled).isPresent() || !differences.isEmpty() && isYoung(seen))) {
                report.inFlight(id.sourcePath());
            } else if (!dead && seen.isUndated() && !isLater(since)) {
                report.twice(id.sourcePath());
            } else if (!differences.isEmpty()) {
                differences.forEach(report::found);
                if (isFor(Remedy.DOUBT, differences) || isAhead(seen) && isFor(Remedy.HINT, differences)) {
                    doubts.add(doubt(seen));
                } else if (isFor(Remedy.HINT, differences)) {
                    hints.add(id.sourcePath());
                }
            }
        }
        if (repair) {
            send(hints, doubts, report);
        }
    }

    /// Whether somebody wrote the document while bucket and index were asked.
    private boolean hasMoved(Optional<DocumentView> before, DocumentId id) {
        return !ports.catalog().view(id).equals(before);
    }

    private static boolean isFor(Remedy remedy, List<Difference> differences) {
        return differences.stream().anyMatch(difference -> difference.remedy() == remedy);
    }

    /// Whether nobody works on it, although somebody should. A document that changes all the time may be unsettled for very long while one
    /// pass after the other holds it.
    private boolean isDead(Optional<DocumentView> view) {
        Instant now = clock.instant();
        Instant since = now.minus(settings.unsettled());
        return view.filter(one -> !one.isHeldAt(now)).flatMap(DocumentView::unsettledSince).filter(since::isAfter).isPresent();
    }

    private boolean isYoung(Sighting seen) {
        Instant since = clock.instant().minus(settings.grace());
        return seen.object().map(Listed::lastModified).filter(since::isBefore).isPresent()
                || seen.document().map(CatalogDocument::indexedAt).filter(since::isBefore).isPresent();
    }

    /// Whether the catalog speaks of a generation that is still to come, so that no pass could replace it.
    private boolean isAhead(Sighting seen) {
        long now = clock.instant().toEpochMilli();
        return seen.document().filter(document -> document.generation() > now).isPresent();
    }

    private static Doubt doubt(Sighting seen) {
        int ceiling = seen.entries().stream().mapToInt(Entry::slot).max().orElse(-1) + 1;
        long generation = LongStream.concat(
                        seen.entries().stream().mapToLong(Entry::generation),
                        seen.document().stream().mapToLong(CatalogDocument::generation))
                .max().orElse(0);
        return new Doubt(seen.id().sourcePath(), Math.clamp(ceiling, 0, Doubt.MAX_CEILING), Math.max(0, generation));
    }

    private void send(List<SourcePath> hints, List<Doubt> doubts, WalkReport.Builder report) {
        if (!hints.isEmpty()) {
            ports.hints().send(hints);
        }
        if (!doubts.isEmpty()) {
            ports.doubts().doubt(doubts);
        }
        int sent = hints.size() + doubts.size();
        report.sent(sent);
        if (sent > 0) {
            pause.accept(Duration.ofMillis(1_000L * sent / settings.hintsASecond()));
        }
    }
}
