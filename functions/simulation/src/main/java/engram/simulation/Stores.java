package engram.simulation;

import engram.domain.AppendedChunks;
import engram.domain.Bucket;
import engram.domain.CachedText;
import engram.domain.Catalog;
import engram.domain.CatalogDocument;
import engram.domain.ChunkIndex;
import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import engram.domain.Doubt;
import engram.domain.Embedding;
import engram.domain.EmbeddingCache;
import engram.domain.EntryStore;
import engram.domain.HintQueue;
import engram.domain.Lease;
import engram.domain.Leases;
import engram.domain.ModelVersion;
import engram.domain.ObjectState;
import engram.domain.SourcePath;
import engram.domain.TextHash;
import engram.domain.TransientFailure;
import engram.ingest.Ingest;
import engram.simulation.World.Dependency;
import engram.simulation.World.Life;
import engram.testing.InMemoryCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The ports as one invocation sees them: each call is a step of the world.
final class Stores {

    private final World world;
    private final Surroundings all;
    private final Life life;
    private final Duration skew;
    /// The lease that the invocation works under; it settles one document after another.
    private Lease current;

    /// @param life the invocation's
    /// @param skew how far the worker's clock is ahead of the world's
    Stores(World world, Surroundings all, Life life, Duration skew) {
        this.world = world;
        this.all = all;
        this.life = life;
        this.skew = skew;
    }

    Ingest.Ports ports(HashEmbedder embedder) {
        return new Ingest.Ports(new Objects(), new Documents(), new Holding(), index(), new Vectors(), queue(), embedder);
    }

    private ChunkIndex index() {
        return all.index() instanceof InMemoryCollection collection
                ? new AppendedChunks(
                        new Entries(collection), () -> world.now().plus(skew), _ -> world.step(life, "going on"))
                : this::write;
    }

    private HintQueue queue() {
        return paths -> world.call(life, Dependency.QUEUE, "send a hint for " + paths, () -> {
            all.queue().send(paths);
            return "sent";
        });
    }

    private final class Objects implements Bucket {
        @Override
        public Optional<ObjectState> find(SourcePath path) {
            return world.call(life, Dependency.BUCKET, "HEAD " + path, () -> all.bucket().find(path));
        }

        @Override
        public Optional<byte[]> read(SourcePath path, ObjectState state) {
            Optional<byte[]> bytes =
                    world.call(life, Dependency.BUCKET, "GET " + path, () -> all.bucket().read(path, state));
            bytes.ifPresent(_ -> all.invariants().read(current, state));
            return bytes;
        }

        @Override
        public void delete(SourcePath path) {
            throw new Violation(Invariant.NOTHING_UNEXPECTED, "ingest deletes " + path, null);
        }
    }

    private final class Vectors implements EmbeddingCache {
        @Override
        public Map<TextHash, Embedding> find(ModelVersion model, Collection<TextHash> hashes) {
            return world.call(life, Dependency.EMBEDDINGS, "find embeddings", () -> all.cache().find(model, hashes));
        }

        /// What arrives when nobody waits for it any more may meet a list from which its texts are gone.
        @Override
        public void keep(ModelVersion model, Map<TextHash, Embedding> embeddings) {
            boolean[] underWay = {true};
            try {
                world.call(life, Dependency.EMBEDDINGS, "keep embeddings", () -> {
                    if (!underWay[0] || life.isSlow()) {
                        all.invariants().keptLate(embeddings.keySet());
                    }
                    all.cache().keep(model, embeddings);
                    return embeddings.size();
                });
            } finally {
                underWay[0] = false;
            }
        }

        @Override
        public Set<CachedText> of(DocumentId id) {
            return world.call(life, Dependency.EMBEDDINGS, "read the list of texts", () -> all.cache().of(id));
        }

        @Override
        public Set<CachedText> present(Collection<CachedText> texts) {
            throw new Violation(Invariant.NOTHING_UNEXPECTED, "ingest counts vectors", null);
        }

        @Override
        public void drop(Collection<CachedText> texts) {
            world.call(life, Dependency.EMBEDDINGS, "drop embeddings", () -> {
                all.cache().drop(texts);
                return texts.size();
            });
        }

        @Override
        public void list(Lease lease, Set<CachedText> texts) {
            world.call(life, Dependency.EMBEDDINGS, "list texts", () -> {
                all.cache().list(lease, texts);
                return texts.size();
            });
        }
    }

    private final class Documents implements Catalog {
        @Override
        public Map<DocumentId, CatalogDocument> find(Collection<DocumentId> ids) {
            return world.call(life, Dependency.CATALOG, "read the catalog", () -> all.catalog().find(ids));
        }

        @Override
        public Optional<DocumentView> view(DocumentId id) {
            return all.catalog().view(id);
        }

        @Override
        public Page list(Listing listing) {
            return all.catalog().list(listing);
        }
    }

    private final class Holding implements Leases {
        @Override
        public Claim claim(DocumentId id, String owner, Instant now, Instant until) {
            Claim claim = world.call(life, Dependency.CATALOG, "claim " + id.sourcePath(),
                    () -> all.catalog().claim(id, owner, now, until));
            if (claim instanceof Claim.Claimed(Lease lease)) {
                current = lease;
            }
            return claim;
        }

        @Override
        public void doubt(DocumentId id, Doubt doubt, Instant now) {
            world.call(life, Dependency.CATALOG, "doubt " + id.sourcePath(), () -> {
                all.catalog().doubt(id, doubt, now);
                return "doubted";
            });
        }

        @Override
        public void raiseCeiling(Lease lease, int ceiling) {
            world.call(life, Dependency.CATALOG, "raise the ceiling to " + ceiling, () -> {
                all.catalog().raiseCeiling(lease, ceiling);
                return "raised";
            });
        }

        @Override
        public void commit(Lease lease, CatalogDocument document) {
            boolean[] underWay = {true};
            try {
                world.call(life, Dependency.CATALOG, world.tells() ? "commit " + document.id().sourcePath() + " as " + Told.of(document) : "commit", () -> {
                    if (underWay[0] && !life.isSlow()) {
                        all.invariants().commits(lease);
                    }
                    all.catalog().commit(lease, document);
                    all.invariants().committed(document);
                    return "committed";
                });
            } finally {
                underWay[0] = false;
            }
        }

        @Override
        public Release release(Lease lease, int ceiling, Instant now, Duration forgetAfter) {
            Release release = world.call(life, Dependency.CATALOG, "release with ceiling " + ceiling, () -> {
                all.invariants().touched();
                return all.catalog().release(lease, ceiling, now, forgetAfter);
            });
            if (release instanceof Release.HintsMoved(Lease kept)) {
                current = kept;
            }
            return release;
        }

        @Override
        public void giveBack(Lease lease, String why) {
            world.call(life, Dependency.CATALOG, "give back", () -> {
                all.catalog().giveBack(lease, why);
                return "given back";
            });
        }
    }

    /// Each write is a step, and has its own fate; the answer to all of them has one more.
    private List<ChunkIndex.Outcome> write(
            DocumentId id, long generation, List<ChunkWrite> writes, boolean visible, Instant notAfter) {
        Instant latest = notAfter.minus(skew);
        List<ChunkIndex.Outcome> outcomes = new ArrayList<>();
        for (ChunkWrite write : writes) {
            outcomes.add(one(id, generation, write, latest));
        }
        if (visible) {
            world.call(life, Dependency.INDEX, "refresh", latest, () -> {
                inTime(latest);
                all.index().refresh();
                all.invariants().touched();
                return "refreshed";
            });
        }
        return outcomes;
    }

    private ChunkIndex.Outcome one(DocumentId id, long generation, ChunkWrite write, Instant latest) {
        String what = world.tells() ? told(id, generation, write) : "write";
        if (world.faults().any() && world.choices().happens(world.faults().busy())) {
            world.note(() -> life.worker() + ": the index is too busy to " + what);
            return new ChunkIndex.Outcome.Busy("429");
        }
        return world.call(life, Dependency.INDEX, what, latest, () -> {
            inTime(latest);
            ChunkIndex.Outcome outcome = all.index().apply(id, generation, write);
            all.invariants().written(id, generation, write, outcome);
            return outcome;
        });
    }

    /// A collection: each entry is a step, and has its own fate.
    private final class Entries implements EntryStore {

        private final InMemoryCollection collection;

        Entries(InMemoryCollection collection) {
            this.collection = collection;
        }

        @Override
        public List<ChunkIndex.Outcome> add(DocumentId id, long generation, List<ChunkWrite.Upsert> entries, Instant notAfter) {
            return entries.stream()
                    .map(entry -> step(world.tells() ? told(id, generation, entry) : "add", notAfter,
                            () -> collection.add(id, generation, List.of(entry), Instant.MAX).getFirst()))
                    .toList();
        }

        /// Searches see what was written when the collection likes.
        @Override
        public long shown(DocumentId id, long generation, Instant notAfter) {
            return world.call(life, Dependency.INDEX, "count what is shown", notAfter.minus(skew), () -> {
                if (world.choices().below(3) == 0) {
                    collection.refresh();
                    all.invariants().touched();
                }
                return collection.shown(id, generation, Instant.MAX);
            });
        }

        @Override
        public List<Shown> shown(DocumentId id, Instant notAfter) {
            return world.call(life, Dependency.INDEX, "list what is shown", notAfter.minus(skew),
                    () -> collection.shown(id, Instant.MAX));
        }

        @Override
        public List<ChunkIndex.Outcome> remove(DocumentId id, List<String> entries, Instant notAfter) {
            return entries.stream()
                    .map(entry -> step("remove " + entry, notAfter,
                            () -> collection.remove(id, List.of(entry), Instant.MAX).getFirst()))
                    .toList();
        }

        private ChunkIndex.Outcome step(String what, Instant notAfter, Supplier<ChunkIndex.Outcome> effect) {
            Instant latest = notAfter.minus(skew);
            if (world.faults().any() && world.choices().happens(world.faults().busy())) {
                world.note(() -> life.worker() + ": the index is too busy to " + what);
                return new ChunkIndex.Outcome.Busy("429");
            }
            return world.call(life, Dependency.INDEX, what, latest, () -> {
                inTime(latest);
                return effect.get();
            });
        }
    }

    /// No request to the index outlives its lease, however slow its worker is.
    private void inTime(Instant latest) {
        if (!world.now().isBefore(latest)) {
            throw new TransientFailure("its time was up");
        }
    }

    private static String told(DocumentId id, long generation, ChunkWrite write) {
        return switch (write) {
            case ChunkWrite.Upsert(int slot, var chunk, _) -> "put \"%s…\" into slot %d of %s with generation %d".formatted(
                    chunk.text().split(" ")[0], slot, id.sourcePath(), generation);
            case ChunkWrite.Delete(int slot) ->
                "empty slot %d of %s with generation %d".formatted(slot, id.sourcePath(), generation);
        };
    }
}
