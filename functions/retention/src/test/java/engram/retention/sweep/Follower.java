package engram.retention.sweep;

import engram.domain.BucketListing.Listed;
import engram.domain.CachedText;
import engram.domain.Catalog;
import engram.domain.CatalogDocument.ChunkEntry;
import engram.domain.CatalogDocument;
import engram.domain.ChunkHash;
import engram.domain.DocumentId;
import engram.domain.Embedding;
import engram.domain.Lease;
import engram.domain.ModelVersion;
import engram.domain.PipelineVersion;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.domain.TextHash;
import engram.domain.WorkspaceMapping;
import engram.domain.retention.SweptBucket;
import engram.domain.retention.Traces;
import engram.testing.InMemoryEmbeddingCache;
import engram.testing.retention.InMemoryRetrievals;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A catalog, an index and an embedding cache that follow the bucket when they are told to; each object is one chunk of one text.
final class Follower implements Catalog, Traces {

    private static final ModelVersion MODEL = new ModelVersion("m-1");

    final InMemoryEmbeddingCache cache = new InMemoryEmbeddingCache();
    final InMemoryRetrievals retrievals = new InMemoryRetrievals(this::firstSeen);
    private final Map<DocumentId, Instant> firstSeen = new HashMap<>();
    private final SweptBucket bucket;
    private final Map<DocumentId, CatalogDocument> documents = new HashMap<>();
    private final Map<DocumentId, Instant> unsettled = new HashMap<>();
    private boolean lists = true;
    private boolean drops = true;
    /// While its chunks are counted.
    Runnable counting = () -> {};

    Follower(SweptBucket bucket) {
        this.bucket = bucket;
    }

    /// From now on what a document holds no more stays in the cache.
    void leaveVectors() {
        drops = false;
    }

    /// A worker is at that document until the follower catches up.
    void unsettle(DocumentId id, Instant since) {
        unsettled.put(id, since);
    }

    /// From now on nobody lists what a document has in the cache.
    void listNothing() {
        lists = false;
    }

    static CachedText textOf(byte[] bytes) {
        return new CachedText(MODEL, TextHash.of(new String(bytes, StandardCharsets.UTF_8)));
    }

    void catchUp(Instant now) {
        Set<DocumentId> before = new HashSet<>(documents.keySet());
        documents.clear();
        unsettled.clear();
        for (Listed object : bucket.list("", Optional.empty(), Integer.MAX_VALUE)) {
            DocumentId id = WorkspaceMapping.DEFAULT.documentAt(object.path());
            documents.put(id, new CatalogDocument(
                    id, 1, Status.INDEXED, Optional.empty(), bucket.look(object.path()).map(seen -> seen.state()),
                    new PipelineVersion("1"), MODEL, "", List.of(new ChunkEntry(new ChunkHash(1, 1), 0, 1)), now, Optional.empty()));
            embed(id);
            firstSeen.putIfAbsent(id, now);
            before.remove(id);
        }
        before.forEach(gone -> forget(gone, Set.of()));
        firstSeen.keySet().removeAll(before);
    }

    Optional<Instant> firstSeen(DocumentId id) {
        return Optional.ofNullable(firstSeen.get(id));
    }

    private void embed(DocumentId id) {
        CachedText text = textOf(bytes(id.sourcePath()));
        cache.keep(MODEL, Map.of(text.text(), Embedding.normalised(new float[] {1, 0})));
        forget(id, Set.of(text));
    }

    private byte[] bytes(SourcePath path) {
        return bucket.look(path).flatMap(seen -> bucket.read(path, seen.state())).orElseThrow();
    }

    private void forget(DocumentId id, Set<CachedText> held) {
        Set<CachedText> gone = new HashSet<>(cache.of(id));
        gone.removeAll(held);
        if (drops) {
            cache.drop(gone);
        }
        if (lists) {
            cache.list(new Lease(id, "follower", 1, 1, Instant.MAX, false, 1, Instant.EPOCH), held);
        }
    }

    @Override
    public Map<DocumentId, CatalogDocument> find(Collection<DocumentId> ids) {
        Map<DocumentId, CatalogDocument> found = new HashMap<>(documents);
        found.keySet().retainAll(ids);
        return found;
    }

    @Override
    public Optional<DocumentView> view(DocumentId id) {
        Optional<CatalogDocument> document = Optional.ofNullable(documents.get(id));
        Optional<Instant> since = Optional.ofNullable(unsettled.get(id));
        return document.isEmpty() && since.isEmpty() ? Optional.empty() : Optional.of(new DocumentView(document, since));
    }

    @Override
    public Page list(Listing listing) {
        throw new UnsupportedOperationException("retention lists the bucket");
    }

    @Override
    public long chunks(DocumentId id) {
        counting.run();
        return documents.containsKey(id) ? 1 : 0;
    }
}
