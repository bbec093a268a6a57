package engram.simulation;

import engram.domain.Backoff;
import engram.domain.ModelVersion;
import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.domain.WorkspaceMapping;
import engram.ingest.Ingest;
import engram.ingest.Ingest.Message;
import engram.ingest.IngestSettings;
import engram.ingest.Outcome;
import engram.ingest.pii.PiiGuard;
import engram.ingest.pii.PiiPolicies;
import engram.reconcile.Settle.Settled;
import engram.reconcile.SettleSettings;
import engram.reconcile.WalkReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Starts the functions, as queue and schedule do, each invocation an actor of its own.
final class Invocations {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(10);
    /// How long a worker may go on that should have been ended.
    private static final Duration SLOW = Duration.ofMinutes(5);
    private static final IngestSettings INGEST = new IngestSettings(
            LEASE_MARGIN, Duration.ofSeconds(2), 4, 2, Duration.ofDays(30));
    private static final SettleSettings SETTLE =
            new SettleSettings(TIMEOUT.plus(LEASE_MARGIN).plusSeconds(20), Duration.ofHours(1), 1_000);
    private static final int TRIES = 8;
    private static final RandomGenerator NO_JITTER = () -> 0;

    private final World world;
    private final Surroundings all;
    private final Mutation mutation;
    private final Baton baton;
    private final Choices choices;
    private final int workers;
    private HashEmbedder embedder = new HashEmbedder(new ModelVersion("hash-1"));
    private int begun;
    private int claims;

    /// Chooses how many workers there may be.
    Invocations(World world, Surroundings all, Mutation mutation, Baton baton) {
        this.world = world;
        this.all = all;
        this.mutation = mutation;
        this.baton = baton;
        this.choices = world.choices();
        this.workers = 1 + choices.below(4);
    }

    int workers() {
        return workers;
    }

    /// The model of the workers that begin from now on.
    HashEmbedder embedder() {
        return embedder;
    }

    /// Workers that begin from now on have another model.
    void redeploy() {
        embedder = new HashEmbedder(new ModelVersion("hash-2"));
    }

    /// A worker takes messages, if there are any and not all workers are busy.
    void startWorker() {
        if (baton.running() < workers) {
            List<Message> batch = all.queue().receive(1 + choices.below(4));
            if (!batch.isEmpty()) {
                baton.add(() -> ingest(batch));
            }
        }
    }

    /// The schedule that settles is due, unless enough is going on.
    void startSettling() {
        if (mutation.settles() && baton.running() <= workers) {
            baton.add(this::settle);
        }
    }

    /// Somebody has `reconcile` walk over everything, unless enough is going on.
    void startWalk() {
        if (mutation.reconciles() && baton.running() <= workers) {
            baton.add(this::tryWalk);
        }
    }

    private void tryWalk() {
        try {
            walk();
        } catch (TransientFailure failure) {
            world.note(() -> "the walk fails: " + failure.getMessage());
        } catch (World.Died | Baton.Abandoned _) {
            // The next one begins anew.
        }
    }

    /// Walks over everything, and sends hints for what is amiss.
    List<WalkReport> walk() {
        String name = "walk " + ++begun;
        Duration skew = skew();
        world.note(() -> name + " begins");
        List<WalkReport> reports = new ArrayList<>(new Walking(world, all, life(name), skew).run(mutation));
        List<SourcePath> twice = reports.stream().flatMap(report -> report.twice().stream()).toList();
        if (!twice.isEmpty() && mutation.looksTwice()) {
            Instant since = world.now();
            world.pass(Walking.GRACE);
            reports.removeIf(report -> !report.twice().isEmpty() && report.differences().isEmpty() && report.inFlight() == 0);
            reports.addAll(new Walking(world, all, life(name), skew).look(mutation, twice, since));
        }
        world.note(() -> name + " ends: " + reports);
        return reports;
    }

    private void ingest(List<Message> batch) {
        String name = "worker " + ++begun;
        Duration skew = skew();
        world.note(() -> name + " begins with " + told(batch));
        if (mutation.acknowledgesFirst()) {
            batch.forEach(all.queue()::acknowledge);
        }
        World.Life life = life(name);
        HashEmbedder model = embedder;
        Ingest ingest = Ingest.of(
                INGEST,
                WorkspaceMapping.DEFAULT,
                mutation.ports().apply(new Stores(world, all, life, skew).ports(model)),
                Reference.EXTRACTION,
                new PiiGuard(PiiPolicies.NONE),
                Reference.SPLITTER,
                new Backoff(
                        Duration.ofMillis(100),
                        Duration.ofSeconds(5),
                        TRIES,
                        NO_JITTER,
                        () -> world.now().plus(skew),
                        _ -> world.step(life, "going on")),
                () -> name + ", claim " + ++claims,
                Invocations::oneAfterAnother,
                () -> world.now().plus(skew));
        try {
            Map<SourcePath, Outcome> outcomes = ingest.handle(batch, TIMEOUT);
            outcomes.values().forEach(Invocations::expected);
            world.note(() -> name + " ends: " + outcomes);
            batch.stream()
                    .filter(message -> message.paths().stream().noneMatch(path -> comesBack(outcomes.get(path))))
                    .forEach(all.queue()::acknowledge);
        } catch (World.Died | Baton.Abandoned _) {
            // Nobody acknowledges the batch.
        }
    }

    private void settle() {
        String name = "settle " + ++begun;
        Duration skew = skew();
        world.note(() -> name + " begins");
        try {
            Settled settled = new Settling(world, all, life(name), skew).run(SETTLE);
            world.note(() -> name + " ends: " + settled);
        } catch (TransientFailure failure) {
            world.note(() -> name + " fails: " + failure.getMessage());
        } catch (World.Died | Baton.Abandoned _) {
            // The next run goes on.
        }
    }

    /// How far the clock of whoever begins is ahead of the world's.
    private Duration skew() {
        return world.faults().any()
                ? Duration.ofMillis(choices.below(3) * (choices.below((int) LEASE_MARGIN.toMillis()) - LEASE_MARGIN.toMillis() / 2) / 2)
                : Duration.ZERO;
    }

    private World.Life life(String name) {
        Instant end = world.now().plus(TIMEOUT);
        boolean slow = world.faults().any() && choices.below(10) == 9;
        return new World.Life(name, end, slow ? end.plus(SLOW) : end);
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
}
