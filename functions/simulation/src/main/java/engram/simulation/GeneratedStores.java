package engram.simulation;

import engram.domain.Bucket;
import engram.domain.BucketListing;
import engram.domain.Catalog;
import engram.domain.CatalogDocument;
import engram.domain.CatalogDocument.ChunkEntry;
import engram.domain.CatalogScan;
import engram.domain.ChunkHash;
import engram.domain.DocumentId;
import engram.domain.IndexScan;
import engram.domain.ModelVersion;
import engram.domain.ObjectState;
import engram.domain.PipelineVersion;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.domain.Workspace;
import engram.domain.health.VersionLog.Versions;
import engram.reconcile.WalkPorts;
import engram.testing.InMemoryVersionLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Bucket, catalog and index of very many documents that all three agree on: made up when they are asked for, and kept nowhere.
final class GeneratedStores implements BucketListing, CatalogScan, IndexScan {

    static final Workspace WORKSPACE = new Workspace("w");
    static final int CHUNKS = 10;

    private static final Instant CHANGED = Instant.parse("2026-11-21T12:00:00Z");
    private static final long GENERATION = CHANGED.toEpochMilli();
    private static final Versions VERSIONS = new Versions(new PipelineVersion("p"), Map.of(), new ModelVersion("m"));

    private final long documents;
    private final LongConsumer progress;
    private long read;
    private long listings;
    private long pathPages;
    private long reads;
    private long entryPages;

    /// @param progress hears how many documents were read, each time before more are
    GeneratedStores(long documents, LongConsumer progress) {
        this.documents = documents;
        this.progress = progress;
    }

    WalkPorts ports() {
        InMemoryVersionLog versions = new InMemoryVersionLog();
        versions.keep(VERSIONS, CHANGED);
        return new WalkPorts(this, new Objects(), this, new Documents(), this,
                paths -> unexpected("hints for " + paths), doubts -> unexpected("doubts of " + doubts), () -> 0, versions);
    }

    /// How often each was asked: lists of the bucket, of the catalog, reads of the catalog, lists of the index.
    List<Long> asked() {
        return List.of(listings, pathPages, reads, entryPages);
    }

    @Override
    public List<Listed> list(String prefix, Optional<SourcePath> after, int most) {
        listings++;
        return behind(after, most).mapToObj(number -> Listed.of(path(number), object(number))).toList();
    }

    @Override
    public Set<Workspace> workspaces() {
        return Set.of(WORKSPACE);
    }

    @Override
    public List<SourcePath> paths(Workspace workspace, Optional<SourcePath> after, int most) {
        pathPages++;
        return behind(after, most).mapToObj(GeneratedStores::path).toList();
    }

    @Override
    public List<Entry> entries(Workspace workspace, Optional<Entry> after, int most) {
        entryPages++;
        long from = after.map(entry -> number(entry.path()) * CHUNKS + Math.min(entry.slot(), CHUNKS - 1) + 1L).orElse(0L);
        List<Entry> page = new ArrayList<>();
        for (long at = from; at < documents * CHUNKS && page.size() < most; at++) {
            int slot = (int) (at % CHUNKS);
            page.add(new Entry(path(at / CHUNKS), slot, hash(at / CHUNKS, slot), GENERATION));
        }
        return page;
    }

    @Override
    public List<Entry> of(DocumentId id) {
        return unexpected("the entries of " + id);
    }

    private LongStream behind(Optional<SourcePath> after, int most) {
        long from = after.map(path -> number(path) + 1).orElse(0L);
        return LongStream.range(from, Math.min(documents, from + most));
    }

    private static SourcePath path(long number) {
        return new SourcePath("w/%012d.md".formatted(number));
    }

    private static long number(SourcePath path) {
        return Long.parseLong(path.key(), 2, 14, 10);
    }

    private static ObjectState object(long number) {
        return new ObjectState("%032x".formatted(number), Optional.empty(), 1_000, CHANGED, "text/markdown", Map.of());
    }

    private static ChunkHash hash(long number, int slot) {
        return new ChunkHash(number, slot);
    }

    private static CatalogDocument document(DocumentId id) {
        long number = number(id.sourcePath());
        return new CatalogDocument(id, GENERATION, Status.INDEXED, Optional.empty(), Optional.of(object(number)),
                VERSIONS.usual(), VERSIONS.model(), "",
                IntStream.range(0, CHUNKS).mapToObj(slot -> new ChunkEntry(hash(number, slot), slot, slot + 1)).toList(),
                CHANGED, Optional.empty());
    }

    /// Only what differs is looked at by itself, or sent.
    private static <T> T unexpected(String what) {
        throw new IllegalStateException("nothing differs, but the walk asks for " + what);
    }

    private final class Documents implements Catalog {
        @Override
        public Map<DocumentId, CatalogDocument> find(Collection<DocumentId> ids) {
            reads++;
            progress.accept(read);
            read += ids.size();
            return ids.stream().collect(Collectors.toMap(Function.identity(), GeneratedStores::document));
        }

        @Override
        public Optional<DocumentView> view(DocumentId id) {
            return unexpected("the view of " + id);
        }

        @Override
        public Page list(Listing listing) {
            return unexpected("a list of documents");
        }
    }

    private static final class Objects implements Bucket {
        @Override
        public Optional<ObjectState> find(SourcePath path) {
            return unexpected("the object " + path);
        }

        @Override
        public Optional<byte[]> read(SourcePath path, ObjectState state) {
            return unexpected("the bytes of " + path);
        }

        @Override
        public void delete(SourcePath path) {
            unexpected("the end of " + path);
        }
    }
}
