package engram.reconcile;

import engram.domain.Bucket;
import engram.domain.BucketListing;
import engram.domain.CatalogDocument.ChunkEntry;
import engram.domain.CatalogDocument;
import engram.domain.Chunk;
import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import engram.domain.Doubt;
import engram.domain.Embedding;
import engram.domain.IndexScan;
import engram.domain.Lease;
import engram.domain.Leases.Claim;
import engram.domain.ModelVersion;
import engram.domain.ObjectState;
import engram.domain.PipelineVersion;
import engram.domain.Reason;
import engram.domain.Rejection;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.domain.Workspace;
import engram.domain.WorkspaceMapping;
import engram.domain.health.VersionLog.Versions;
import engram.testing.InMemoryBucket;
import engram.testing.InMemoryCatalog;
import engram.testing.InMemoryIndex.Held;
import engram.testing.InMemoryIndex.Key;
import engram.testing.InMemoryIndex;
import engram.testing.InMemoryReconcileReports;
import engram.testing.InMemoryVersionLog;
import engram.testing.InMemoryWalks;
import engram.testing.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Bucket, catalog and index, all agreeing, an hour after they last changed.
final class Scene {

    static final Duration GRACE = Duration.ofSeconds(30);
    static final Duration UNSETTLED = Duration.ofHours(2);
    static final Duration RETRY = Duration.ofDays(1);
    static final Versions VERSIONS = new Versions(new PipelineVersion("pipeline-1"), Map.of(), new ModelVersion("model-1"));
    static final int MOST_WAITING = 40;
    private static final Duration LEASE = Duration.ofMinutes(1);

    final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T12:00:00.123Z"));
    final InMemoryBucket bucket = new InMemoryBucket(clock);
    final InMemoryCatalog catalog = new InMemoryCatalog();
    final InMemoryIndex index = new InMemoryIndex(clock);
    final InMemoryVersionLog versions = new InMemoryVersionLog();
    final InMemoryWalks walks = new InMemoryWalks();
    final InMemoryReconcileReports reports = new InMemoryReconcileReports();
    final List<SourcePath> hints = new ArrayList<>();
    final List<Doubt> doubts = new ArrayList<>();
    /// Messages in the queue.
    long waiting;

    Scene() {
        versions.keep(VERSIONS, clock.instant());
    }

    WalkPorts ports() {
        return ports(bucket, bucket);
    }

    WalkPorts ports(BucketListing listing, Bucket objects) {
        return new WalkPorts(listing, objects, catalog, catalog, index, hints::addAll, doubts::addAll, () -> waiting, versions, catalog);
    }

    /// Whose hints wait in the queue, for nobody takes them.
    WalkPorts withQueue() {
        return new WalkPorts(bucket, bucket, catalog, catalog, index, paths -> {
            hints.addAll(paths);
            waiting += paths.size();
        }, doubts::addAll, () -> waiting, versions, catalog);
    }

    /// @param asked is run before the index is asked anything
    WalkPorts portsThatAsk(Runnable asked) {
        IndexScan counted = new IndexScan() {
            @Override
            public Set<Workspace> workspaces() {
                asked.run();
                return index.workspaces();
            }

            @Override
            public List<Entry> entries(Workspace workspace, Optional<Entry> after, int most) {
                asked.run();
                return index.entries(workspace, after, most);
            }

            @Override
            public List<Entry> of(DocumentId id) {
                asked.run();
                return index.of(id);
            }
        };
        return new WalkPorts(bucket, bucket, catalog, catalog, counted, hints::addAll, doubts::addAll, () -> waiting, versions, catalog);
    }

    Walk walk() {
        return walk(ports());
    }

    Walk walk(WalkPorts ports) {
        return new Walk(ports, WorkspaceMapping.DEFAULT, new WalkSettings(GRACE, UNSETTLED, RETRY, 1_000, MOST_WAITING, 3), _ -> {}, clock);
    }

    Reconcile reconcile(WalkPorts ports) {
        return new Reconcile(walk(ports), walks, reports,
                new ReconcileSettings(Duration.ofDays(1), Duration.ofMinutes(10), Duration.ofSeconds(15)), clock);
    }

    /// Long enough for nothing to be in flight.
    void later() {
        index.refresh();
        clock.advance(Duration.ofHours(1));
    }

    ObjectState object(String key) {
        return bucket.put(new SourcePath(key), key.getBytes(StandardCharsets.UTF_8), "text/plain", Map.of());
    }

    /// An object, its document with so many chunks, and their entries.
    CatalogDocument indexed(String key, int chunks) {
        Lease lease = claim(key);
        CatalogDocument document = document(lease, Status.INDEXED, Optional.of(object(key)), Optional.empty(),
                IntStream.range(0, chunks).mapToObj(i -> new ChunkEntry(chunk(key, i).hash(), i, i + 1)).toList());
        IntStream.range(0, chunks).forEach(i -> write(lease.id(), lease.generation(), i, chunk(key, i)));
        commit(lease, document);
        return document;
    }

    CatalogDocument failed(String key, Reason reason) {
        Lease lease = claim(key);
        CatalogDocument document = document(lease, Status.FAILED, Optional.of(object(key)),
                Optional.of(new Rejection(reason, "why")), List.of());
        commit(lease, document);
        return document;
    }

    void deleted(String key) {
        Lease lease = claim(key);
        commit(lease, document(lease, Status.DELETED, Optional.empty(), Optional.empty(), List.of()));
    }

    Lease claim(String key) {
        DocumentId id = id(key);
        return ((Claim.Claimed) catalog.claim(id, "owner of " + key, clock.instant(), clock.instant().plus(LEASE))).lease();
    }

    void write(DocumentId id, long generation, int slot, Chunk chunk) {
        index.apply(id, generation, new ChunkWrite.Upsert(slot, chunk, Embedding.normalised(new float[] {1, slot})));
    }

    /// A bucket that a walk does nothing with but look.
    static Bucket bucketThatFinds(Function<SourcePath, Optional<ObjectState>> objects) {
        return new Bucket() {
            @Override
            public Optional<ObjectState> find(SourcePath path) {
                return objects.apply(path);
            }

            @Override
            public Optional<byte[]> read(SourcePath path, ObjectState state) {
                throw new AssertionError("a walk reads no object");
            }

            @Override
            public void delete(SourcePath path) {
                throw new AssertionError("a walk deletes no object");
            }
        };
    }

    /// What the index holds of these, and of nothing else.
    Map<Key, Held> entriesOf(String... keys) {
        Set<DocumentId> ids = Arrays.stream(keys).map(Scene::id).collect(Collectors.toSet());
        Map<Key, Held> held = new HashMap<>(index.entries());
        held.keySet().removeIf(key -> !ids.contains(key.document()));
        return held;
    }

    static DocumentId id(String key) {
        return WorkspaceMapping.DEFAULT.documentAt(new SourcePath(key));
    }

    static Chunk chunk(String key, int number) {
        String text = key + number;
        return new Chunk(0, text.length(), text, "", List.of(), text, "text/plain", Map.of());
    }

    private void commit(Lease lease, CatalogDocument document) {
        catalog.commit(lease, document);
        catalog.release(lease, document.chunks().size(), clock.instant(), Duration.ZERO);
    }

    private CatalogDocument document(Lease lease, Status status, Optional<ObjectState> object, Optional<Rejection> why,
            List<ChunkEntry> chunks) {
        return new CatalogDocument(lease.id(), lease.generation(), status, why, object, VERSIONS.usual(), VERSIONS.model(), "",
                chunks, clock.instant(),
                status == Status.DELETED ? Optional.of(clock.instant().plus(Duration.ofDays(30))) : Optional.empty());
    }
}
