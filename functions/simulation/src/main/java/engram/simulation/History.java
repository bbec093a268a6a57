package engram.simulation;

import engram.domain.Backoff;
import engram.domain.DocumentId;
import engram.domain.ModelVersion;
import engram.domain.ObjectState;
import engram.domain.SourcePath;
import engram.domain.WorkspaceMapping;
import engram.ingest.Ingest;
import engram.ingest.Ingest.Message;
import engram.ingest.IngestSettings;
import engram.ingest.Outcome;
import engram.testing.InMemoryBucket;
import engram.testing.InMemoryCatalog;
import engram.testing.InMemoryEmbeddingCache;
import engram.testing.InMemoryIndex;
import engram.testing.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// One history: objects are written, edited and deleted while workers handle the hints, with faults; then the faults end,
/// what failed is redelivered, and everything has to agree.
final class History {

    private static final Duration INVOCATION = Duration.ofSeconds(60);
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(10);
    /// After which a document that is still unsettled gets a hint: the longest lease and a margin.
    private static final Duration SETTLE_AFTER = INVOCATION.plus(LEASE_MARGIN).plusSeconds(30);
    /// How long a worker may go on that should have been ended.
    private static final Duration SLOW = Duration.ofMinutes(5);
    private static final int MOST_ROUNDS = 400;
    private static final IngestSettings SETTINGS = new IngestSettings(
            LEASE_MARGIN, Duration.ofSeconds(2), 1_000_000, 4, 2, Duration.ofDays(30));
    private static final int TRIES = 8;
    private static final RandomGenerator NO_JITTER = () -> 0;

    private final Choices choices;
    private final Mutation mutation;
    private final Baton baton;
    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final World world;
    private final Surroundings all;
    private final List<SourcePath> paths = new ArrayList<>();
    private final Set<SourcePath> lostEvents = new HashSet<>();
    private int workers;
    private int writesLeft;
    private boolean longTimes;
    private boolean restarts;
    private int begun;
    private int claims;
    private HashEmbedder embedder = new HashEmbedder(new ModelVersion("hash-1"));

    /// @param log where the steps are told; null: nowhere
    History(Choices choices, Mutation mutation, List<String> log) {
        this.choices = choices;
        this.mutation = mutation;
        this.baton = new Baton(choices);
        this.world = new World(choices, baton, clock, log);
        InMemoryBucket bucket = new InMemoryBucket(clock);
        InMemoryCatalog catalog = mutation.catalog();
        InMemoryIndex index = mutation.index(clock);
        this.all = new Surroundings(bucket, catalog, index, new InMemoryEmbeddingCache(), new Queue(world),
                new Invariants(bucket, catalog, index));
    }

    /// Lives it to its end.
    ///
    /// @return how many entries are left over in the index that no search answers with
    /// @throws Violation if an invariant does not hold
    int live() {
        try {
            begin();
            turbulence();
            world.faults(Faults.NONE);
            settle();
            return all.invariants().checkEnd(embedder);
        } catch (Violation violation) {
            world.note(violation::getMessage);
            throw violation;
        } finally {
            baton.abandon();
        }
    }

    private void begin() {
        world.faults(Faults.chosen(choices));
        world.every(this::between, all.invariants()::checkStep);
        for (int i = choices.below(5); i >= 0; i--) {
            paths.add(new SourcePath((i % 2 == 0 ? "a/" : "b/") + "document-" + i + ".txt"));
        }
        paths.forEach(all.invariants()::watch);
        workers = 1 + choices.below(4);
        writesLeft = 1 + choices.below(10);
        longTimes = choices.below(3) == 2;
        restarts = choices.below(4) == 3;
    }

    private void turbulence() {
        while (writesLeft > 0 || baton.running() > 0) {
            if (baton.running() > 0) {
                baton.run();
                continue;
            }
            world.pass(Duration.ofMillis(200));
            switch (choices.below(8)) {
                case 0, 1 -> change();
                case 2, 3, 4 -> startWorker();
                case 5 -> world.pass(Duration.ofSeconds(choices.below(200)));
                default -> happen();
            }
        }
    }

    /// What may happen between two steps of workers.
    private void between() {
        if (choices.happens(world.faults().event())) {
            if (choices.below(3) == 2) {
                happen();
            } else if (choices.below(2) == 0) {
                startWorker();
            } else {
                change();
            }
        }
    }

    private void happen() {
        switch (choices.below(12)) {
            case 0 -> {
                all.index().refresh();
                all.invariants().touched();
            }
            case 1, 2 -> jump(Duration.ofMillis(choices.below(30_000)));
            case 3 -> jump(Duration.ofSeconds(choices.below(180)));
            case 4 -> world.outage(
                    World.Dependency.values()[choices.below(World.Dependency.values().length)],
                    Duration.ofSeconds(choices.below(30)));
            case 5 -> {
                world.note(() -> "the DLQ is redriven");
                all.queue().redrive();
            }
            case 6 -> hintAtUnsettled();
            case 7 -> all.queue().send(Set.of(), Duration.ZERO);
            case 8 -> restart();
            case 9, 10 -> longTime();
            default -> redeploy();
        }
    }

    private void jump(Duration time) {
        world.note(() -> "the clock jumps by " + time);
        world.pass(time);
    }

    private void restart() {
        if (restarts) {
            world.note(() -> "the index's node is restarted, and forgets its tombstones");
            all.index().restart();
            all.invariants().restarted();
        }
    }

    /// Long enough for tombstones to go, of which the store forgets each by itself.
    private void longTime() {
        if (!longTimes) {
            return;
        }
        jump(choices.below(2) == 0 ? Duration.ofHours(2) : Duration.ofDays(31));
        int what = choices.below(3);
        if (what != 1) {
            world.note(() -> "expired leases are forgotten");
            all.catalog().forgetExpiredLeases(world.now());
        }
        if (what != 2) {
            world.note(() -> "expired documents are forgotten");
            all.catalog().forgetExpiredDocuments(world.now());
        }
    }

    private void redeploy() {
        if (choices.below(6) == 5) {
            world.note(() -> "workers that begin from now on have another model");
            embedder = new HashEmbedder(new ModelVersion("hash-2"));
            all.invariants().redeployed();
        }
    }

    private void change() {
        if (writesLeft == 0) {
            return;
        }
        writesLeft--;
        if (choices.below(20) == 0) {
            return;
        }
        SourcePath path = paths.get(choices.below(paths.size()));
        Optional<ObjectState> before = all.bucket().find(path);
        switch (before.isEmpty() ? 0 : choices.below(10)) {
            case 0, 1, 2, 3, 4 -> put(path, Texts.next(choices, text(path)), before.map(ObjectState::metadata).orElse(Map.of()));
            case 5 -> put(path, text(path), before.orElseThrow().metadata());
            case 6 -> put(path, text(path), Map.of("colour", "c" + choices.below(3)));
            case 7 -> rename(path);
            case 8 -> {
                world.note(() -> "the lifecycle deletes " + path + " with all its versions");
                all.bucket().expire(path);
                event(path);
            }
            default -> delete(path);
        }
    }

    private String text(SourcePath path) {
        return all.bucket().find(path)
                .flatMap(state -> all.bucket().read(path, state))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    private void put(SourcePath path, String text, Map<String, String> metadata) {
        world.note(() -> "put " + path + ": " + summary(text) + (metadata.isEmpty() ? "" : " " + metadata));
        all.bucket().put(path, text.getBytes(StandardCharsets.UTF_8), "text/plain", metadata);
        event(path);
    }

    private static List<String> summary(String text) {
        return text.lines().filter(line -> !line.isEmpty()).map(line -> line.split(" ")[0]).toList();
    }

    private void delete(SourcePath path) {
        world.note(() -> "delete " + path);
        all.bucket().delete(path);
        event(path);
    }

    private void rename(SourcePath path) {
        SourcePath other = paths.get(choices.below(paths.size()));
        String text = text(path);
        Map<String, String> metadata = all.bucket().find(path).orElseThrow().metadata();
        delete(path);
        put(other, text, metadata);
    }

    /// S3 tells of a change: once as a rule, sometimes twice, late, together with another, or never.
    private void event(SourcePath path) {
        all.invariants().changed(path);
        switch (choices.below(16)) {
            case 15 -> {
                world.note(() -> "the event is lost");
                lostEvents.add(path);
            }
            case 14 -> {
                all.queue().send(Set.of(path), Duration.ofSeconds(choices.below(300)));
                lostEvents.remove(path);
            }
            case 13 -> all.queue().send(List.of(path, path));
            case 12 -> all.queue().send(new LinkedHashSet<>(List.of(path, paths.get(choices.below(paths.size())))), Duration.ZERO);
            default -> all.queue().send(List.of(path));
        }
    }

    private void startWorker() {
        if (baton.running() < workers) {
            List<Message> batch = all.queue().receive(1 + choices.below(4));
            if (!batch.isEmpty()) {
                baton.add(() -> invoke(batch));
            }
        }
    }

    private void invoke(List<Message> batch) {
        String name = "worker " + ++begun;
        Duration skew = world.faults().any()
                ? Duration.ofMillis(choices.below(3) * (choices.below((int) LEASE_MARGIN.toMillis()) - LEASE_MARGIN.toMillis() / 2) / 2)
                : Duration.ZERO;
        Instant end = world.now().plus(INVOCATION);
        world.note(() -> name + " begins with " + told(batch));
        if (mutation.acknowledgesFirst()) {
            batch.forEach(all.queue()::acknowledge);
        }
        boolean slow = world.faults().any() && choices.below(10) == 9;
        World.Life life = new World.Life(name, end, slow ? end.plus(SLOW) : end);
        HashEmbedder model = embedder;
        Ingest ingest = Ingest.of(
                SETTINGS,
                WorkspaceMapping.DEFAULT,
                mutation.ports().apply(new Stores(world, all, life, skew).ports(model)),
                Reference.EXTRACTION,
                Reference.SPLITTER,
                new Backoff(
                        Duration.ofMillis(100),
                        Duration.ofSeconds(5),
                        TRIES,
                        NO_JITTER,
                        () -> world.now().plus(skew),
                        _ -> world.step(life, "going on")),
                () -> name + ", claim " + ++claims,
                History::oneAfterAnother,
                () -> world.now().plus(skew));
        try {
            Map<SourcePath, Outcome> outcomes = ingest.handle(batch, INVOCATION);
            outcomes.values().forEach(History::expected);
            world.note(() -> name + " ends: " + outcomes);
            batch.stream()
                    .filter(message -> message.paths().stream().noneMatch(path -> comesBack(outcomes.get(path))))
                    .forEach(all.queue()::acknowledge);
        } catch (World.Died | Baton.Abandoned _) {
            // Nobody acknowledges the batch.
        }
    }

    private static String told(List<Message> batch) {
        return batch.stream()
                .map(message -> message.id() + " " + message.paths())
                .collect(Collectors.joining(", "));
    }

    private static boolean comesBack(Outcome outcome) {
        return outcome instanceof Outcome.Postponed;
    }

    private static void expected(Outcome outcome) {
        Invariants.check(
                !(outcome instanceof Outcome.Postponed(String why) && why.startsWith("unexpected")),
                Invariant.NOTHING_UNEXPECTED, "ingest came to %s", outcome);
    }

    private static <T> List<T> oneAfterAnother(List<Callable<T>> tasks) {
        List<T> results = new ArrayList<>();
        for (Callable<T> task : tasks) {
            try {
                results.add(task.call());
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new Violation(Invariant.NOTHING_UNEXPECTED, "a task failed", e);
            }
        }
        return results;
    }

    /// Redelivers what failed, hints at what is unsettled too long or was never told of, until there is nothing to do.
    private void settle() {
        world.note(() -> "all faults end");
        world.endOutages();
        all.queue().send(all.invariants().wasRedeployed() ? paths : lostEvents);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            while (baton.running() > 0) {
                baton.run();
            }
            world.pass(Duration.ofMinutes(3));
            all.queue().redrive();
            if (hintAtUnsettled() == 0 && all.queue().isEmpty() && world.isQuiet()) {
                return;
            }
            for (int i = 0; i < workers; i++) {
                startWorker();
            }
        }
        throw new Violation(Invariant.SETTLES, "not settled after " + MOST_ROUNDS + " rounds", null);
    }

    /// As the schedule does that settles.
    private int hintAtUnsettled() {
        int sent = 0;
        if (mutation.settles()) {
            for (DocumentId id : all.invariants().documents()) {
                Optional<Instant> since = all.catalog().unsettledSince(id);
                if (since.filter(moment -> moment.plus(SETTLE_AFTER).isBefore(world.now())).isPresent()) {
                    world.note(() -> id.sourcePath() + " is unsettled too long: a hint is sent");
                    all.queue().send(List.of(id.sourcePath()));
                    sent++;
                }
            }
        }
        return sent;
    }
}
