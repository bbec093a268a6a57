package engram.reconcile;

import engram.domain.BucketListing.Listed;
import engram.domain.Catalog.DocumentView;
import engram.domain.CatalogDocument;
import engram.domain.DocumentId;
import engram.domain.Doubt;
import engram.domain.IndexScan.Entry;
import engram.domain.SourcePath;
import engram.domain.Workspace;
import engram.domain.WorkspaceMapping;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/// Walks over a workspace and names every difference between bucket, catalog and index. What seems to differ is looked at
/// again, by itself and consistently, before it counts; what somebody works on, or has changed just now, is in flight and
/// does not count. Each difference becomes a hint, if it is to be repaired, and nothing else.
public final class Walk {

    private static final int AT_ONCE = 100;

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

    /// Every workspace that bucket, catalog or index know, by name.
    public List<Workspace> workspaces() {
        Set<String> names = new TreeSet<>();
        objects.workspaces().forEach(workspace -> names.add(workspace.name()));
        ports.scan().workspaces().forEach(workspace -> names.add(workspace.name()));
        ports.index().workspaces().forEach(workspace -> names.add(workspace.name()));
        return names.stream().map(Workspace::new).toList();
    }

    /// Walks until the range ends or it is time to stop; at least one step.
    ///
    /// @throws engram.domain.TransientFailure if a store does not answer; what was found until then has been sent
    public WalkReport run(Range range, Instant stopAt) {
        Merge merge = new Merge(ports, objects, range.workspace(), range.after());
        WalkReport.Builder report = new WalkReport.Builder(settings.examples(), range.after());
        while (true) {
            List<Sighting> seen = merge.next(AT_ONCE);
            List<Sighting> inside = seen.stream().filter(one -> isInside(one, range)).toList();
            look(inside, range.repair(), report);
            if (!inside.isEmpty()) {
                report.walked(inside.size(), inside.getLast().id().sourcePath());
            }
            if (seen.isEmpty() || inside.size() < seen.size()) {
                return report.ended();
            }
            if (!clock.instant().isBefore(stopAt)) {
                return report.stopped();
            }
        }
    }

    /// Looks at single documents only.
    public WalkReport look(Workspace workspace, List<SourcePath> paths, boolean repair) {
        WalkReport.Builder report = new WalkReport.Builder(settings.examples(), Optional.empty());
        judge(paths.stream().map(path -> new DocumentId(workspace, path)).toList(), repair, report);
        return report.ended();
    }

    private static boolean isInside(Sighting seen, Range range) {
        return range.until().isEmpty() || seen.id().sourcePath().compareTo(range.until().get()) <= 0;
    }

    private void look(List<Sighting> seen, boolean repair, WalkReport.Builder report) {
        judge(seen.stream().filter(one -> !Comparison.of(one).isEmpty()).map(Sighting::id).toList(), repair, report);
    }

    private void judge(List<DocumentId> suspects, boolean repair, WalkReport.Builder report) {
        List<SourcePath> hints = new ArrayList<>();
        List<Doubt> doubts = new ArrayList<>();
        for (DocumentId id : suspects) {
            Optional<DocumentView> view = ports.catalog().view(id);
            Sighting seen = new Sighting(
                    id,
                    ports.bucket().find(id.sourcePath()).map(state -> Listed.of(id.sourcePath(), state)),
                    view.flatMap(DocumentView::document),
                    ports.index().of(id));
            List<Difference> differences = Comparison.of(seen);
            if (view.filter(DocumentView::unsettled).isPresent() || !differences.isEmpty() && isYoung(seen)) {
                report.inFlight(id.sourcePath());
            } else if (!differences.isEmpty()) {
                differences.forEach(report::found);
                if (differences.stream().anyMatch(Difference::inIndex) || isAhead(seen)) {
                    doubts.add(doubt(seen));
                } else {
                    hints.add(id.sourcePath());
                }
            }
        }
        if (repair) {
            send(hints, doubts, report);
        }
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
