package engram.query;

import engram.domain.Bucket;
import engram.domain.CatalogDocument;
import engram.domain.CatalogDocument.ChunkEntry;
import engram.domain.Chunk;
import engram.domain.ChunkIndex;
import engram.domain.ChunkIndex.Outcome;
import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import engram.domain.Embedder;
import engram.domain.Embedding;
import engram.domain.Lease;
import engram.domain.Leases;
import engram.domain.Leases.Claim;
import engram.domain.PipelineVersion;
import engram.domain.Reason;
import engram.domain.Rejection;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.domain.WorkspaceMapping;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Writes documents through the ports, the way `ingest` does: upserts, then surplus, then the commit. And rubbish.
public final class Librarian {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final InstantSource clock;
    private final Objects objects;
    private final Bucket bucket;
    private final Leases leases;
    private final ChunkIndex index;
    private final Embedder embedder;

    /// Puts objects into the bucket.
    public interface Objects {
        void put(SourcePath path, String text);
    }

    public Librarian(
            InstantSource clock, Objects objects, Bucket bucket, Leases leases, ChunkIndex index, Embedder embedder) {
        this.clock = clock;
        this.objects = objects;
        this.bucket = bucket;
        this.leases = leases;
        this.index = index;
        this.embedder = embedder;
    }

    public static DocumentId id(String path) {
        return WorkspaceMapping.DEFAULT.documentAt(new SourcePath(path));
    }

    private static Chunk chunk(int start, String text) {
        return new Chunk(start, start + text.length(), text, "", List.of("Top"), text, "text/plain", Map.of());
    }

    /// The document has these passages from now on. None: the object is gone.
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
        begin(path, "unreadable").fail();
    }

    /// Puts an entry into the index that no catalog knows of.
    public void rubbish(DocumentId id, int slot, String text, long generation) {
        Embedding embedding = embedder.embedPassages(List.of(text)).getFirst();
        write(id, generation, List.of(new ChunkWrite.Upsert(slot, chunk(0, text), embedding)));
    }

    /// An update that has begun; nothing is written yet. No passages: the object is gone.
    public Update begin(String path, String... passages) {
        if (passages.length > 0) {
            objects.put(new SourcePath(path), String.join("", passages));
        }
        Claim claim = leases.claim(id(path), UUID.randomUUID().toString(), clock.instant(), soon());
        return new Update(((Claim.Claimed) claim).lease(), passages);
    }

    private Instant soon() {
        return clock.instant().plus(PATIENCE);
    }

    private List<ChunkWrite> upserts(List<Chunk> chunks) {
        List<Embedding> embeddings =
                embedder.embedPassages(chunks.stream().map(Chunk::embeddingText).toList());
        List<ChunkWrite> upserts = new ArrayList<>();
        for (int i = 0; i < chunks.size(); i++) {
            upserts.add(new ChunkWrite.Upsert(i, chunks.get(i), embeddings.get(i)));
        }
        return upserts;
    }

    private void write(DocumentId id, long generation, List<ChunkWrite> writes) {
        if (writes.isEmpty()) {
            return;
        }
        for (Outcome outcome : index.write(id, generation, writes, true, soon())) {
            if (!(outcome instanceof Outcome.Applied)) {
                throw new AssertionError("the index did not take a write: " + outcome);
            }
        }
    }

    /// A pass over one document, step by step.
    public final class Update {

        private final Lease lease;
        private final List<Chunk> chunks = new ArrayList<>();

        private Update(Lease lease, String... passages) {
            this.lease = lease;
            for (String passage : passages) {
                chunks.add(chunk(chunks.isEmpty() ? 0 : chunks.getLast().end(), passage));
            }
        }

        public void writeChunks() {
            if (chunks.size() > lease.ceiling()) {
                leases.raiseCeiling(lease, chunks.size());
            }
            write(lease.id(), lease.generation(), upserts(chunks));
        }

        public void commit() {
            List<ChunkWrite> surplus = new ArrayList<>();
            for (int slot = chunks.size(); slot < lease.ceiling(); slot++) {
                surplus.add(new ChunkWrite.Delete(slot));
            }
            write(lease.id(), lease.generation(), surplus);
            end(chunks.isEmpty() ? Status.DELETED : Status.INDEXED, Optional.empty(), chunks);
        }

        private void fail() {
            end(Status.FAILED, Optional.of(new Rejection(Reason.CORRUPT, "not text")), List.of());
        }

        private void end(Status status, Optional<Rejection> rejection, List<Chunk> committed) {
            leases.commit(lease, document(status, rejection, committed));
            leases.release(lease, committed.size(), clock.instant(), Duration.ZERO);
        }

        private CatalogDocument document(Status status, Optional<Rejection> rejection, List<Chunk> committed) {
            List<ChunkEntry> entries = committed.stream()
                    .map(chunk -> new ChunkEntry(chunk.hash(), chunk.start(), chunk.end()))
                    .toList();
            return new CatalogDocument(
                    lease.id(), lease.generation(), status, rejection, bucket.find(lease.id().sourcePath()),
                    new PipelineVersion("p1"), embedder.modelVersion(), "", entries, clock.instant(),
                    status == Status.DELETED ? Optional.of(soon()) : Optional.empty());
        }
    }
}
