package engram.ingest.simulation;

import engram.domain.Bucket;
import engram.domain.Catalog;
import engram.domain.CatalogDocument;
import engram.domain.ChunkIndex;
import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import engram.domain.Embedding;
import engram.domain.EmbeddingCache;
import engram.domain.HintQueue;
import engram.domain.Lease;
import engram.domain.Leases;
import engram.domain.ModelVersion;
import engram.domain.ObjectState;
import engram.domain.SourcePath;
import engram.domain.TextHash;
import engram.domain.TransientFailure;
import engram.testing.InMemoryBucket;
import engram.testing.InMemoryCatalog;
import engram.testing.InMemoryEmbeddingCache;
import engram.testing.InMemoryIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The ports as one invocation sees them: each call is a step of the world.
///
/// @param end when the invocation is ended, by true time
/// @param skew how far the worker's clock is ahead of true time
record SimulatedStores(
        World world,
        InMemoryBucket objects,
        InMemoryCatalog entries,
        InMemoryIndex chunks,
        InMemoryEmbeddingCache vectors,
        SimulatedQueue messages,
        Instant end,
        Duration skew) {

    Bucket bucket() {
        return new Bucket() {
            @Override
            public Optional<ObjectState> find(SourcePath path) {
                return world.call("HEAD " + path, end, () -> objects.find(path));
            }

            @Override
            public Optional<byte[]> read(SourcePath path, ObjectState state) {
                return world.call("GET " + path, end, () -> objects.read(path, state));
            }

            @Override
            public void delete(SourcePath path) {
                objects.delete(path);
            }
        };
    }

    HintQueue queue() {
        return paths -> world.call("send " + paths, end, () -> {
            messages.send(paths);
            return paths.size();
        });
    }

    EmbeddingCache cache() {
        return new EmbeddingCache() {
            @Override
            public Map<TextHash, Embedding> find(ModelVersion model, Collection<TextHash> hashes) {
                return world.call("find embeddings", end, () -> vectors.find(model, hashes));
            }

            @Override
            public void keep(ModelVersion model, Map<TextHash, Embedding> embeddings) {
                world.call("keep embeddings", end, () -> {
                    vectors.keep(model, embeddings);
                    return embeddings.size();
                });
            }
        };
    }

    Catalog catalog() {
        return new Catalog() {
            @Override
            public Map<DocumentId, CatalogDocument> find(Collection<DocumentId> ids) {
                return world.call("read " + ids, end, () -> entries.find(ids));
            }

            @Override
            public Optional<DocumentView> view(DocumentId id) {
                return entries.view(id);
            }

            @Override
            public Page list(Listing listing) {
                return entries.list(listing);
            }
        };
    }

    Leases leases() {
        return new Leases() {
            @Override
            public Claim claim(DocumentId id, String owner, Instant now, Instant until) {
                return world.call("claim " + id, end, () -> entries.claim(id, owner, now, until));
            }

            @Override
            public void raiseCeiling(Lease lease, int ceiling) {
                world.call("raise ceiling", end, () -> {
                    entries.raiseCeiling(lease, ceiling);
                    return ceiling;
                });
            }

            @Override
            public void commit(Lease lease, CatalogDocument document) {
                world.call("commit " + document.status(), end, () -> {
                    entries.commit(lease, document);
                    return lease.generation();
                });
            }

            @Override
            public Release release(Lease lease, int ceiling, Instant now, Duration forgetAfter) {
                return world.call("release", end, () -> entries.release(lease, ceiling, now, forgetAfter));
            }

            @Override
            public void giveBack(Lease lease) {
                world.call("give back", end, () -> {
                    entries.giveBack(lease);
                    return lease.generation();
                });
            }
        };
    }

    ChunkIndex index() {
        return (id, generation, writes, visible, notAfter) -> {
            List<ChunkIndex.Outcome> outcomes = new ArrayList<>();
            for (ChunkWrite write : writes) {
                outcomes.add(one(id, generation, write, notAfter.minus(skew)));
            }
            return world.call("bulk of " + writes.size() + " for " + id + " generation " + generation, end, () -> {
                if (visible) {
                    chunks.refresh();
                }
                return outcomes;
            });
        };
    }

    private ChunkIndex.Outcome one(DocumentId id, long generation, ChunkWrite write, Instant notAfter) {
        world.step(end, "write " + write.slot());
        if (world.isBusy()) {
            return new ChunkIndex.Outcome.Busy("429");
        }
        if (world.isLate()) {
            world.later(notAfter, () -> {
                world.note("late write of " + id + " slot " + write.slot() + " generation " + generation + ": "
                        + chunks.apply(id, generation, write));
                chunks.refresh();
            });
            throw new TransientFailure("the index did not answer");
        }
        ChunkIndex.Outcome outcome = chunks.apply(id, generation, write);
        world.note("write " + id + " slot " + write.slot() + " generation " + generation + ": " + outcome);
        return outcome;
    }
}
