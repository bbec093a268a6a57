package engram.ingest.function;

import engram.domain.Backoff;
import engram.domain.SourcePath;
import engram.domain.WorkspaceMapping;
import engram.ingest.Ingest;
import engram.ingest.Ingest.Message;
import engram.ingest.Ingest.SideBySide;
import engram.ingest.IngestSettings;
import engram.ingest.Outcome;
import engram.ingest.extract.Extraction;
import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.bounds.ParserBounds;
import engram.ingest.pii.PiiGuard;
import engram.ingest.pii.PiiPolicies;
import engram.ingest.split.SplitSettings;
import engram.ingest.split.Splitter;
import engram.testing.InMemoryBucket;
import engram.testing.InMemoryCatalog;
import engram.testing.InMemoryEmbeddingCache;
import engram.testing.InMemoryIndex;
import engram.testing.WordEmbedder;
import engram.testing.WordTokenizer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/// Batches of messages as `ingest` works on them, each on new stores in memory, with a look at the time.
final class Batches {

    private static final int AT_ONCE = 16;

    private final Extraction extraction;
    private final Duration timeout;

    /// @param timeout of an invocation
    Batches(Extraction extraction, Duration timeout) {
        this.extraction = extraction;
        this.timeout = timeout;
    }

    /// A file of a batch, by identity.
    ///
    /// @param ends INDEXED, EMPTY, or reasons: what may become of it
    record File(String name, byte[] bytes, List<String> ends) {}

    /// @param after from the beginning of its batch
    record Settled(Outcome outcome, Duration after) {}

    /// As they are deployed, but for the time.
    static ExtractionSettings bounds(Duration parser) {
        ParserBounds b = ParserBounds.DEFAULT;
        return ExtractionSettings.DEFAULT.withParsers(new ParserBounds(
                b.maxInflated(), b.maxRatio(), b.maxEntries(), b.maxXmlDepth(), b.maxPages(), b.maxText(), parser, b.atOnce(), b.maxStuck()));
    }

    /// All of them in one invocation, in that order.
    Map<File, Settled> run(List<File> files) {
        InMemoryBucket bucket = new InMemoryBucket(InstantSource.system());
        List<Message> messages = new ArrayList<>();
        List<SourcePath> paths = new ArrayList<>();
        for (File file : files) {
            SourcePath path = new SourcePath("w/" + paths.size() + "/" + file.name());
            bucket.put(path, file.bytes(), "", Map.of());
            paths.add(path);
            messages.add(new Message(path.key(), Set.of(path)));
        }
        Timed timed = new Timed();
        Map<SourcePath, Outcome> outcomes = ingest(bucket, timed).handle(messages, timeout);
        Map<File, Settled> settled = new LinkedHashMap<>();
        for (int i = 0; i < files.size(); i++) {
            settled.put(files.get(i), new Settled(outcomes.get(paths.get(i)), Duration.ofNanos(timed.after[i])));
        }
        return settled;
    }

    private Ingest ingest(InMemoryBucket bucket, SideBySide sideBySide) {
        InstantSource clock = InstantSource.system();
        InMemoryCatalog catalog = new InMemoryCatalog();
        return Ingest.of(
                new IngestSettings(Duration.ofSeconds(10), Duration.ofSeconds(5), AT_ONCE, 50, Duration.ofDays(30)),
                WorkspaceMapping.DEFAULT,
                new Ingest.Ports(
                        bucket, catalog, catalog, new InMemoryIndex(clock), new InMemoryEmbeddingCache(), paths -> {}, new WordEmbedder()),
                extraction,
                new PiiGuard(PiiPolicies.NONE),
                new Splitter(new WordTokenizer(510), SplitSettings.DEFAULT),
                new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 8, new Random(1), clock, time -> {}),
                () -> UUID.randomUUID().toString(),
                sideBySide,
                clock);
    }

    private static final class Timed implements SideBySide {

        private final SideBySide threads = new VirtualThreads(AT_ONCE);
        private long[] after = {};

        @Override
        public <T> List<T> run(List<Callable<T>> tasks) {
            after = new long[tasks.size()];
            long begun = System.nanoTime();
            return threads.run(IntStream.range(0, tasks.size())
                    .<Callable<T>>mapToObj(i -> () -> {
                        T result = tasks.get(i).call();
                        after[i] = System.nanoTime() - begun;
                        return result;
                    })
                    .toList());
        }
    }
}
