package engram.ingest.simulation;

import engram.domain.DocumentId;
import engram.domain.SourcePath;
import engram.domain.WorkspaceMapping;
import engram.ingest.Backoff;
import engram.ingest.Ingest;
import engram.ingest.Ingest.Message;
import engram.ingest.IngestSettings;
import engram.ingest.Outcome;
import engram.ingest.extract.Extraction;
import engram.ingest.extract.ExtractionSettings;
import engram.ingest.split.SplitSettings;
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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;

/// One history, decided by its seed: documents are written, edited and deleted while workers handle the hints, with
/// faults; then the faults end, what failed is redelivered, and everything has to agree.
final class History {

    private static final Duration INVOCATION = Duration.ofSeconds(60);
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(10);
    private static final int MOST_STEPS = 200_000;
    static final IngestSettings SETTINGS = new IngestSettings(
            LEASE_MARGIN, Duration.ofSeconds(2), 1_000_000, 4, 2, Duration.ofDays(30));
    /// So small that each paragraph of [Texts] is a chunk.
    static final Splitter SPLITTER = new Splitter(new WordTokenizer(24), new SplitSettings(26, 0, 0, 2_000, 100));
    static final Extraction EXTRACTION = new Extraction(ExtractionSettings.DEFAULT);

    private final RandomGenerator random;
    private final Baton baton;
    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final World world;
    private final InMemoryBucket bucket = new InMemoryBucket(clock);
    private final InMemoryCatalog catalog = new InMemoryCatalog();
    private final InMemoryIndex index = new InMemoryIndex(clock);
    private final InMemoryEmbeddingCache cache = new InMemoryEmbeddingCache();
    private final SimulatedQueue queue;
    private final Invariants invariants;
    private int claims;

    History(long seed) {
        random = new SplittableRandom(seed);
        baton = new Baton(random);
        world = new World(random, baton, clock);
        queue = new SimulatedQueue(world);
        invariants = new Invariants(bucket, catalog, index);
    }

    /// Runs it to its end.
    ///
    /// @throws AssertionError with the steps so far, if an invariant does not hold
    void run() {
        try {
            world.afterEachStep(invariants::checkStep);
            world.faults(random.nextInt(4) == 0 ? Faults.MANY : random.nextInt(4) == 0 ? Faults.NONE : Faults.SOME);
            turbulence();
            world.faults(Faults.NONE);
            settle();
            invariants.checkEnd(EXTRACTION, SPLITTER);
        } catch (AssertionError failure) {
            throw new AssertionError(failure.getMessage() + "\n  " + String.join("\n  ", world.log()), failure);
        }
    }

    private void turbulence() {
        List<SourcePath> paths = new ArrayList<>();
        int documents = 1 + random.nextInt(3);
        for (int i = 0; i < documents; i++) {
            paths.add(new SourcePath((i % 2 == 0 ? "a/" : "b/") + "document-" + i + ".txt"));
        }
        int workers = 1 + random.nextInt(3);
        for (int writes = 3 + random.nextInt(8); writes > 0 || !baton.idle(); ) {
            if (writes > 0 && random.nextInt(12) == 0) {
                writes--;
                change(paths.get(random.nextInt(paths.size())));
            } else if (random.nextInt(12) == 0 && writes > 0) {
                startWorkers(workers);
            }
            if (baton.idle()) {
                world.tick();
            } else {
                baton.next();
            }
        }
    }

    private void change(SourcePath path) {
        if (random.nextInt(4) == 0) {
            world.note("delete " + path);
            bucket.delete(path);
        } else {
            String text = Texts.next(random, bucket, path);
            world.note("put " + path + " with " + text.length() + " characters");
            bucket.put(path, text.getBytes(StandardCharsets.UTF_8), "text/plain",
                    random.nextInt(5) == 0 ? Map.of("colour", "c" + random.nextInt(3)) : Map.of());
        }
        invariants.changed(path, world.now());
        int hints = random.nextInt(6) == 0 ? 2 : 1;
        for (int i = 0; i < hints; i++) {
            queue.send(List.of(path));
        }
    }

    private void startWorkers(int workers) {
        for (int i = 0; i < workers; i++) {
            List<Message> batch = queue.receive(1 + random.nextInt(4));
            if (!batch.isEmpty()) {
                baton.add(() -> invoke(batch));
            }
        }
    }

    private void invoke(List<Message> batch) {
        Duration skew = Duration.ofMillis(random.nextLong(LEASE_MARGIN.toMillis()) - LEASE_MARGIN.toMillis() / 2);
        Instant end = world.now().plus(INVOCATION);
        InstantSource workersClock = () -> world.now().plus(skew);
        SimulatedStores stores = new SimulatedStores(world, bucket, catalog, index, cache, queue, end, skew);
        Ingest ingest = Ingest.of(
                SETTINGS,
                WorkspaceMapping.DEFAULT,
                new Ingest.Ports(stores.bucket(), stores.catalog(), stores.leases(), stores.index(), stores.cache(),
                        stores.queue(), new WordEmbedder()),
                EXTRACTION,
                SPLITTER,
                new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), random, pause -> world.step(end, "pause")),
                () -> "owner-" + ++claims,
                History::oneAfterAnother,
                workersClock);
        try {
            Map<SourcePath, Outcome> outcomes = ingest.handle(batch, INVOCATION);
            world.note("handled " + outcomes);
            batch.stream()
                    .filter(message -> message.paths().stream().noneMatch(path -> comesBack(outcomes.get(path))))
                    .forEach(queue::acknowledge);
        } catch (World.Died _) {
            world.note("nobody acknowledges " + batch);
        }
    }

    private static boolean comesBack(Outcome outcome) {
        return outcome instanceof Outcome.Postponed;
    }

    private static <T> List<T> oneAfterAnother(List<Callable<T>> tasks) {
        List<T> results = new ArrayList<>();
        for (Callable<T> task : tasks) {
            try {
                results.add(task.call());
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        return results;
    }

    /// Redelivers what failed, and hints at what is unsettled too long, until there is nothing left to do.
    private void settle() {
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            if (!baton.idle()) {
                baton.next();
                continue;
            }
            clock.advance(Duration.ofMinutes(3));
            world.arriveAll();
            queue.redrive();
            if (queue.isEmpty() && sendUnsettled() == 0) {
                return;
            }
            startWorkers(2);
        }
        throw new AssertionError("not settled after " + MOST_STEPS + " steps");
    }

    private int sendUnsettled() {
        int sent = 0;
        for (DocumentId id : invariants.documents()) {
            if (catalog.unsettledSince(id).isPresent()) {
                queue.send(List.of(id.sourcePath()));
                sent++;
            }
        }
        return sent;
    }
}
