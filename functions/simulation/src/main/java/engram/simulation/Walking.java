package engram.simulation;

import engram.domain.Bucket;
import engram.domain.BucketListing;
import engram.domain.Catalog;
import engram.domain.CatalogDocument;
import engram.domain.CatalogScan;
import engram.domain.DocumentId;
import engram.domain.IndexScan;
import engram.domain.ObjectState;
import engram.domain.SourcePath;
import engram.domain.Workspace;
import engram.domain.WorkspaceMapping;
import engram.reconcile.Walk;
import engram.reconcile.WalkPorts;
import engram.reconcile.WalkReport;
import engram.reconcile.WalkSettings;
import engram.simulation.World.Dependency;
import engram.simulation.World.Life;
import engram.testing.InMemoryVersionLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// One walk of `reconcile` over all workspaces: the function's own class, each call to a port a step of the world.
final class Walking {

    static final Duration GRACE = Duration.ofSeconds(30);
    private static final WalkSettings SETTINGS = new WalkSettings(GRACE, Duration.ofHours(1), Duration.ofDays(1), 1_000, 1_000, 3);

    private final World world;
    private final Surroundings all;
    private final Life life;
    private final Duration skew;

    /// @param life the invocation's
    /// @param skew how far its clock is ahead of the world's
    Walking(World world, Surroundings all, Life life, Duration skew) {
        this.world = world;
        this.all = all;
        this.life = life;
        this.skew = skew;
    }

    List<WalkReport> run(Mutation mutation) {
        Walk walk = walk(mutation);
        List<WalkReport> reports = new ArrayList<>();
        for (Workspace workspace : walk.workspaces(Optional.empty(), Instant.MAX).names()) {
            reports.add(walk.run(new Walk.Range(workspace, Optional.empty(), Optional.empty(), true), Instant.MAX));
        }
        return reports;
    }

    /// Looks again at what has to be looked at twice.
    List<WalkReport> look(Mutation mutation, List<SourcePath> twice, Instant since) {
        Walk walk = walk(mutation);
        Map<Workspace, List<SourcePath>> paths = new TreeMap<>(Comparator.comparing(Workspace::name));
        twice.forEach(path -> paths.computeIfAbsent(WorkspaceMapping.DEFAULT.documentAt(path).workspace(), _ -> new ArrayList<>()).add(path));
        List<WalkReport> reports = new ArrayList<>();
        paths.forEach((workspace, some) -> reports.add(walk.look(workspace, some, true, since.plus(skew), Instant.MAX)));
        return reports;
    }

    private Walk walk(Mutation mutation) {
        WalkPorts ports = new WalkPorts(this::list, new Objects(), new Scan(), new Documents(), new Index(),
                paths -> sends("send hints for " + paths, () -> all.queue().send(paths)),
                doubts -> sends("send " + doubts, () -> all.queue().doubt(doubts)),
                // No step of its own: a history that has fewer messages than hold a walk up is the same as without this look.
                () -> all.queue().waiting(),
                new InMemoryVersionLog());
        return new Walk(mutation.walkPorts().apply(ports), WorkspaceMapping.DEFAULT, SETTINGS, _ -> {},
                () -> world.now().plus(skew));
    }

    private void sends(String what, Runnable send) {
        world.call(life, Dependency.QUEUE, what, () -> {
            send.run();
            return "sent";
        });
    }

    private List<BucketListing.Listed> list(String prefix, Optional<SourcePath> after, int most) {
        return world.call(life, Dependency.BUCKET, "list objects", () -> all.bucket().list(prefix, after, most));
    }

    private final class Objects implements Bucket {
        @Override
        public Optional<ObjectState> find(SourcePath path) {
            return world.call(life, Dependency.BUCKET, "HEAD " + path, () -> all.bucket().find(path));
        }

        @Override
        public Optional<byte[]> read(SourcePath path, ObjectState state) {
            throw new Violation(Invariant.NOTHING_UNEXPECTED, "reconcile reads " + path, null);
        }

        @Override
        public void delete(SourcePath path) {
            throw new Violation(Invariant.NOTHING_UNEXPECTED, "reconcile deletes " + path, null);
        }
    }

    private final class Scan implements CatalogScan {
        @Override
        public Set<Workspace> workspaces() {
            return world.call(life, Dependency.CATALOG, "list the catalog's workspaces", () -> all.catalog().workspaces());
        }

        @Override
        public List<SourcePath> paths(Workspace workspace, Optional<SourcePath> after, int most) {
            return world.call(life, Dependency.CATALOG, "list documents", () -> all.catalog().paths(workspace, after, most));
        }
    }

    private final class Documents implements Catalog {
        @Override
        public Map<DocumentId, CatalogDocument> find(Collection<DocumentId> ids) {
            return world.call(life, Dependency.CATALOG, "read the catalog", () -> all.catalog().find(ids));
        }

        @Override
        public Optional<DocumentView> view(DocumentId id) {
            return world.call(life, Dependency.CATALOG, "view " + id.sourcePath(), () -> all.catalog().view(id));
        }

        @Override
        public Page list(Listing listing) {
            return all.catalog().list(listing);
        }
    }

    private final class Index implements IndexScan {
        @Override
        public boolean overwrites() {
            return all.index().overwrites();
        }

        @Override
        public Set<Workspace> workspaces() {
            return world.call(life, Dependency.INDEX, "list the index's workspaces", () -> all.index().workspaces());
        }

        @Override
        public List<Entry> entries(Workspace workspace, Optional<Entry> after, int most) {
            return world.call(life, Dependency.INDEX, "list entries", () -> all.index().entries(workspace, after, most));
        }

        @Override
        public List<Entry> of(DocumentId id) {
            return world.call(life, Dependency.INDEX, "list entries of " + id.sourcePath(), () -> all.index().of(id));
        }
    }
}
