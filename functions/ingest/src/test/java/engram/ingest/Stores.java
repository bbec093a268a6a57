package engram.ingest;

import engram.domain.Backoff;
import engram.domain.Bucket;
import engram.domain.CatalogDocument;
import engram.domain.ChunkIndex;
import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import engram.domain.Embedder;
import engram.domain.Embedding;
import engram.domain.ModelVersion;
import engram.domain.ObjectState;
import engram.domain.PermanentFailure;
import engram.domain.SourcePath;
import engram.domain.WorkspaceMapping;
import engram.ingest.Ingest.Message;
import engram.ingest.extract.Extraction;
import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.split.SplitSettings;
import engram.ingest.pii.PiiGuard;
import engram.ingest.pii.PiiPolicies;
import engram.ingest.split.Splitter;
import engram.testing.InMemoryBucket;
import engram.testing.InMemoryCatalog;
import engram.testing.InMemoryEmbeddingCache;
import engram.testing.InMemoryIndex;
import engram.testing.ManualClock;
import engram.testing.WordEmbedder;
import engram.testing.WordTokenizer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/// The pipeline on stores in memory, for tests that look at one thing at a time.
final class Stores {

    static final IngestSettings SETTINGS = new IngestSettings(
            Duration.ofSeconds(10), Duration.ofSeconds(5), 1, 2, Duration.ofDays(30));

    final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
    final InMemoryBucket bucket = new InMemoryBucket(clock);
    final InMemoryCatalog catalog = new InMemoryCatalog();
    final InMemoryIndex index = new InMemoryIndex(clock);
    final InMemoryEmbeddingCache cache = new InMemoryEmbeddingCache();
    final WordEmbedder embedder = new WordEmbedder();
    final List<SourcePath> sentAgain = new ArrayList<>();
    /// What stands in the way of the bytes of every object.
    Optional<PermanentFailure> unreadable = Optional.empty();
    private int claims;

    private Duration embeddingTakes = Duration.ZERO;
    private Duration readingTakes = Duration.ZERO;

    /// From now on each text takes the model so long.
    void slowEmbedding(Duration each) {
        embeddingTakes = each;
    }

    /// From now on each reading of an object takes so long.
    void slowReading(Duration each) {
        readingTakes = each;
    }

    /// The write that puts what the document has in slot 0 into another one.
    ChunkWrite upsertOf(String path, int slot) {
        InMemoryIndex.Held entry = index.entries().get(new InMemoryIndex.Key(id(path), 0));
        return new ChunkWrite.Upsert(slot, entry.chunk(), entry.embedding());
    }

    void put(String path, String text) {
        bucket.put(new SourcePath(path), text.getBytes(StandardCharsets.UTF_8), "text/plain", Map.of());
    }

    Outcome ingest(String path) {
        return ingest(path, index);
    }

    /// @param through the index as the pipeline sees it
    Outcome ingest(String path, ChunkIndex through) {
        SourcePath source = new SourcePath(path);
        return pipeline(through)
                .handle(List.of(new Message("m", Set.of(source))), Duration.ofSeconds(60))
                .get(source);
    }

    Ingest pipeline(ChunkIndex through) {
        return Ingest.of(
                SETTINGS,
                WorkspaceMapping.DEFAULT,
                new Ingest.Ports(slowedBucket(), catalog, catalog, through, cache, sentAgain::addAll, slowed()),
                new Extraction(ExtractionSettings.DEFAULT.withMaxBytes(10_000)),
                new PiiGuard(PiiPolicies.NONE),
                new Splitter(new WordTokenizer(24), new SplitSettings(26, 0, 0, 2_000, 20)),
                new Backoff(
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1),
                        8,
                        new SplittableRandom(1),
                        clock,
                        clock::advance),
                () -> "owner-" + ++claims,
                Stores::oneAfterAnother,
                clock);
    }

    private Bucket slowedBucket() {
        return new Bucket() {
            @Override
            public Optional<ObjectState> find(SourcePath path) {
                return bucket.find(path);
            }

            @Override
            public Optional<byte[]> read(SourcePath path, ObjectState state) {
                clock.advance(readingTakes);
                unreadable.ifPresent(failure -> {
                    throw failure;
                });
                return bucket.read(path, state);
            }

            @Override
            public void delete(SourcePath path) {
                bucket.delete(path);
            }
        };
    }

    private Embedder slowed() {
        return new Embedder() {
            @Override
            public ModelVersion modelVersion() {
                return embedder.modelVersion();
            }

            @Override
            public int dimension() {
                return embedder.dimension();
            }

            @Override
            public Embedding embedQuery(String question) {
                return embedder.embedQuery(question);
            }

            @Override
            public List<Embedding> embedPassages(List<String> passages) {
                clock.advance(embeddingTakes.multipliedBy(passages.size()));
                return embedder.embedPassages(passages);
            }
        };
    }

    CatalogDocument document(String path) {
        DocumentId id = id(path);
        return catalog.find(List.of(id)).get(id);
    }

    /// Generations of the document's entries in the index, by slot.
    Map<Integer, Long> generations(String path) {
        Map<Integer, Long> generations = new TreeMap<>();
        index.entries().forEach((key, entry) -> {
            if (key.document().equals(id(path))) {
                generations.put(key.slot(), entry.generation());
            }
        });
        return generations;
    }

    static DocumentId id(String path) {
        return WorkspaceMapping.DEFAULT.documentAt(new SourcePath(path));
    }

    private static <T> List<T> oneAfterAnother(List<Callable<T>> tasks) {
        List<T> results = new ArrayList<>();
        for (Callable<T> task : tasks) {
            try {
                results.add(task.call());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        return results;
    }
}
