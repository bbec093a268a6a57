package engram.query;

import engram.domain.CatalogDocument;
import engram.domain.CatalogDocument.ChunkEntry;
import engram.domain.Chunk;
import engram.domain.ChunkSearch;
import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import engram.domain.Filter;
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
import engram.testing.InMemoryBucket;
import engram.testing.InMemoryCatalog;
import engram.testing.InMemoryIndex;
import engram.testing.ManualClock;
import engram.testing.WordEmbedder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Documents in bucket, catalog and index, put there the way `ingest` does: upserts, then surplus, then the commit.
public final class Shelf {

    static final Workspace WORKSPACE = new Workspace("acme");
    private static final Duration LEASE = Duration.ofMinutes(5);

    public final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T12:00:00Z"));
    public final InMemoryBucket bucket = new InMemoryBucket(clock);
    public final InMemoryCatalog catalog = new InMemoryCatalog();
    public final InMemoryIndex index = new InMemoryIndex(clock);
    public final WordEmbedder embedder = new WordEmbedder();

    static DocumentId id(String path) {
        return WorkspaceMapping.DEFAULT.documentAt(new SourcePath(path));
    }

    static Question question(String text, Mode mode, int k) {
        return new Question(WORKSPACE, text, mode, k, Filter.ALL);
    }

    public Search search() {
        return search(index);
    }

    public Search search(ChunkSearch through) {
        return new Search(embedder, through, catalog, System::nanoTime);
    }

    /// The document has these passages from now on.
    public void put(String path, String... passages) {
        Update update = begin(path, passages);
        update.writeChunks();
        update.commit();
    }

    public void delete(String path) {
        bucket.delete(new SourcePath(path));
        put(path);
    }

    /// The document could not be read.
    public void fail(String path) {
        Update update = begin(path, "unreadable");
        update.fail();
    }

    /// Puts an entry into the index that no catalog knows of.
    void rubbish(String path, int ordinal, String text, long generation) {
        write(id(path), generation, List.of(chunk(ordinal, text)));
    }

    void rubbish(DocumentId id, int ordinal, String text, long generation) {
        write(id, generation, List.of(chunk(ordinal, text)));
    }

    /// An update that has begun; nothing is written yet. No passages: the object is gone.
    public Update begin(String path, String... passages) {
        clock.advance(Duration.ofSeconds(1));
        SourcePath sourcePath = new SourcePath(path);
        if (passages.length > 0) {
            bucket.put(sourcePath, String.join("", passages).getBytes(StandardCharsets.UTF_8), "text/plain", Map.of());
        }
        Instant now = clock.instant();
        Claim claim = catalog.claim(id(path), UUID.randomUUID().toString(), now, now.plus(LEASE));
        return new Update(((Claim.Claimed) claim).lease(), passages);
    }

    static Chunk chunk(int ordinal, String text) {
        return new Chunk(ordinal, 0, text.length(), text, "", List.of("Top"), text, "text/plain", Map.of());
    }

    private void write(DocumentId id, long generation, List<Chunk> chunks) {
        List<ChunkWrite> writes = new ArrayList<>();
        chunks.forEach(chunk -> writes.add(new ChunkWrite.Upsert(chunk, embedder.embedQuery(chunk.embeddingText()))));
        index.write(id, generation, writes, true, Instant.MAX);
    }

    public final class Update {

        private final Lease lease;
        private final List<Chunk> chunks = new ArrayList<>();

        private Update(Lease lease, String... passages) {
            this.lease = lease;
            for (String passage : passages) {
                chunks.add(chunk(chunks.size(), passage));
            }
        }

        long generation() {
            return lease.generation();
        }

        void writeChunks() {
            write(lease.id(), lease.generation(), chunks);
        }

        void commit() {
            deleteSurplus();
            catalog.commit(lease, document(status(), Optional.empty(), chunks));
            release();
        }

        public void fail() {
            catalog.commit(
                    lease,
                    document(Status.FAILED, Optional.of(new Rejection(Reason.CORRUPT, "not text")), List.of()));
            release();
        }

        private Status status() {
            return chunks.isEmpty() ? Status.DELETED : Status.INDEXED;
        }

        private void deleteSurplus() {
            List<ChunkWrite> surplus = new ArrayList<>();
            for (int ordinal = chunks.size(); ordinal < lease.ceiling(); ordinal++) {
                surplus.add(new ChunkWrite.Delete(ordinal));
            }
            index.write(lease.id(), lease.generation(), surplus, true, Instant.MAX);
        }

        private void release() {
            Instant now = clock.instant();
            catalog.release(lease, chunks.size(), now, Duration.ZERO);
        }

        private CatalogDocument document(Status status, Optional<Rejection> rejection, List<Chunk> committed) {
            Optional<ObjectState> object = bucket.find(lease.id().sourcePath());
            return new CatalogDocument(
                    lease.id(), lease.generation(), status, rejection, object, new PipelineVersion("p1"),
                    new ModelVersion("words-1"), "", entries(committed), clock.instant(),
                    status == Status.DELETED ? Optional.of(clock.instant().plus(LEASE)) : Optional.empty());
        }

        private static List<ChunkEntry> entries(List<Chunk> committed) {
            return committed.stream()
                    .map(chunk -> new ChunkEntry(chunk.hash(), chunk.start(), chunk.end()))
                    .toList();
        }
    }
}
