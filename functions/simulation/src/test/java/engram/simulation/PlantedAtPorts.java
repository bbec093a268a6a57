package engram.simulation;

import engram.domain.CachedText;
import engram.domain.CatalogDocument;
import engram.domain.ChunkIndex;
import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import engram.domain.Doubt;
import engram.domain.Embedding;
import engram.domain.EmbeddingCache;
import engram.domain.Lease;
import engram.domain.Leases;
import engram.domain.ModelVersion;
import engram.domain.TextHash;
import engram.ingest.Ingest.Ports;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Planted bugs that stand between the pipeline and its ports.
final class PlantedAtPorts {

    private static final ModelVersion ANY = new ModelVersion("any-1");

    private PlantedAtPorts() {}

    /// Nobody is told how far a writer got.
    static Ports noCeiling(Ports ports) {
        return withLeases(ports, new PassingLeases(ports.leases()) {
            @Override
            public void raiseCeiling(Lease lease, int ceiling) {}
        });
    }

    /// The upserts come last, just before the commit.
    static Ports deleteBeforeUpsert(Ports ports) {
        return new Deferring(ports, true).ports();
    }

    /// The upserts come after the commit.
    static Ports commitBeforeUpsert(Ports ports) {
        return new Deferring(ports, false).ports();
    }

    /// Surplus slots are not emptied.
    static Ports surplusStays(Ports ports) {
        return withIndex(ports, (id, generation, writes, visible, notAfter) ->
                writes.getFirst() instanceof ChunkWrite.Delete
                        ? writes.stream().<ChunkIndex.Outcome>map(_ -> new ChunkIndex.Outcome.Applied()).toList()
                        : ports.index().write(id, generation, writes, visible, notAfter));
    }

    /// Nobody waits until upserts can be found.
    static Ports invisibleUpserts(Ports ports) {
        return withIndex(ports, (id, generation, writes, _, notAfter) ->
                ports.index().write(id, generation, writes, false, notAfter));
    }

    static Ports conflictIsFailure(Ports ports) {
        return judging(ports, outcome -> outcome instanceof ChunkIndex.Outcome.Superseded
                ? new ChunkIndex.Outcome.Refused("version conflict")
                : outcome);
    }

    static Ports busyIsPermanent(Ports ports) {
        return judging(ports, outcome ->
                outcome instanceof ChunkIndex.Outcome.Busy(String why) ? new ChunkIndex.Outcome.Refused(why) : outcome);
    }

    /// A bulk request is judged as a whole.
    static Ports busyIsDone(Ports ports) {
        return judging(ports, outcome ->
                outcome instanceof ChunkIndex.Outcome.Busy ? new ChunkIndex.Outcome.Applied() : outcome);
    }

    /// The cache takes a text's vector for that of every model.
    static Ports oneModelForAll(Ports ports) {
        return withCache(ports, new PassingCache(ports.cache()) {
            @Override
            public Map<TextHash, Embedding> find(ModelVersion model, Collection<TextHash> hashes) {
                return super.find(ANY, hashes);
            }

            @Override
            public void keep(ModelVersion model, Map<TextHash, Embedding> embeddings) {
                super.keep(ANY, embeddings);
            }

            @Override
            public void drop(Collection<CachedText> texts) {
                super.drop(texts.stream().map(text -> new CachedText(ANY, text.text())).toList());
            }
        });
    }

    /// Nobody knows what a document has in the cache.
    static Ports textsNotListed(Ports ports) {
        return withCache(ports, new PassingCache(ports.cache()) {
            @Override
            public void list(Lease lease, Set<CachedText> texts) {}
        });
    }

    /// What a document holds no more stays in the cache.
    static Ports vectorsStay(Ports ports) {
        return withCache(ports, new PassingCache(ports.cache()) {
            @Override
            public void drop(Collection<CachedText> texts) {}
        });
    }

    private static Ports withCache(Ports ports, EmbeddingCache cache) {
        return new Ports(ports.bucket(), ports.catalog(), ports.leases(), ports.index(), cache, ports.queue(), ports.embedder());
    }

    private static Ports judging(Ports ports, UnaryOperator<ChunkIndex.Outcome> judge) {
        return withIndex(ports, (id, generation, writes, visible, notAfter) ->
                ports.index().write(id, generation, writes, visible, notAfter).stream().map(judge).toList());
    }

    private static Ports withIndex(Ports ports, ChunkIndex index) {
        return new Ports(ports.bucket(), ports.catalog(), ports.leases(), index, ports.cache(), ports.queue(), ports.embedder());
    }

    private static Ports withLeases(Ports ports, Leases leases) {
        return new Ports(ports.bucket(), ports.catalog(), leases, ports.index(), ports.cache(), ports.queue(), ports.embedder());
    }

    /// Keeps upserts back until the commit.
    private static final class Deferring {
        private final Ports ports;
        private final boolean beforeCommit;
        private final List<Runnable> keptBack = new ArrayList<>();

        Deferring(Ports ports, boolean beforeCommit) {
            this.ports = ports;
            this.beforeCommit = beforeCommit;
        }

        Ports ports() {
            return withLeases(withIndex(ports, this::write), new PassingLeases(ports.leases()) {
                @Override
                public Claim claim(DocumentId id, String owner, Instant now, Instant until) {
                    keptBack.clear();
                    return super.claim(id, owner, now, until);
                }

                @Override
                public void commit(Lease lease, CatalogDocument document) {
                    if (beforeCommit) {
                        flush();
                    }
                    super.commit(lease, document);
                    flush();
                }
            });
        }

        private List<ChunkIndex.Outcome> write(
                DocumentId id, long generation, List<ChunkWrite> writes, boolean visible, Instant notAfter) {
            if (!visible) {
                return ports.index().write(id, generation, writes, false, notAfter);
            }
            keptBack.add(() -> writeAll(id, generation, writes, notAfter));
            return writes.stream().<ChunkIndex.Outcome>map(_ -> new ChunkIndex.Outcome.Applied()).toList();
        }

        private void writeAll(DocumentId id, long generation, List<ChunkWrite> writes, Instant notAfter) {
            List<ChunkWrite> open = writes;
            while (!open.isEmpty()) {
                List<ChunkWrite> tried = open;
                List<ChunkIndex.Outcome> outcomes = ports.index().write(id, generation, tried, true, notAfter);
                open = new ArrayList<>();
                for (int i = 0; i < tried.size(); i++) {
                    if (outcomes.get(i) instanceof ChunkIndex.Outcome.Busy) {
                        open.add(tried.get(i));
                    }
                }
            }
        }

        private void flush() {
            List<Runnable> now = List.copyOf(keptBack);
            keptBack.clear();
            now.forEach(Runnable::run);
        }
    }

    /// Passes every call on.
    private static class PassingCache implements EmbeddingCache {
        private final EmbeddingCache cache;

        PassingCache(EmbeddingCache cache) {
            this.cache = cache;
        }

        @Override
        public Map<TextHash, Embedding> find(ModelVersion model, Collection<TextHash> hashes) {
            return cache.find(model, hashes);
        }

        @Override
        public void keep(ModelVersion model, Map<TextHash, Embedding> embeddings) {
            cache.keep(model, embeddings);
        }

        @Override
        public Set<CachedText> of(DocumentId id) {
            return cache.of(id);
        }

        @Override
        public Set<CachedText> present(Collection<CachedText> texts) {
            return cache.present(texts);
        }

        @Override
        public void drop(Collection<CachedText> texts) {
            cache.drop(texts);
        }

        @Override
        public void list(Lease lease, Set<CachedText> texts) {
            cache.list(lease, texts);
        }
    }

    /// Passes every call on.
    private static class PassingLeases implements Leases {
        private final Leases leases;

        PassingLeases(Leases leases) {
            this.leases = leases;
        }

        @Override
        public Claim claim(DocumentId id, String owner, Instant now, Instant until) {
            return leases.claim(id, owner, now, until);
        }

        @Override
        public void doubt(DocumentId id, Doubt doubt, Instant now) {
            leases.doubt(id, doubt, now);
        }

        @Override
        public void raiseCeiling(Lease lease, int ceiling) {
            leases.raiseCeiling(lease, ceiling);
        }

        @Override
        public void commit(Lease lease, CatalogDocument document) {
            leases.commit(lease, document);
        }

        @Override
        public Release release(Lease lease, int ceiling, Instant now, Duration forgetAfter) {
            return leases.release(lease, ceiling, now, forgetAfter);
        }

        @Override
        public void giveBack(Lease lease, String why) {
            leases.giveBack(lease, why);
        }
    }
}
