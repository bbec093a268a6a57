package engram.simulation;

import engram.reconcile.WalkReport;
import engram.testing.InMemoryBucket;
import engram.testing.InMemoryCatalog;
import engram.testing.InMemoryEmbeddingCache;
import engram.testing.InMemoryIndex;
import engram.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// One history: objects are written, edited and deleted while workers handle the hints, with faults; then the faults end,
/// what failed is redelivered, and everything has to agree.
final class History {

    private static final int MOST_ROUNDS = 120;
    private static final Duration FORGETTING = Duration.ofDays(2);

    private final Choices choices;
    private final Baton baton;
    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final World world;
    private final Surroundings all;
    private final Mutation mutation;
    private Changes changes;
    private Invocations invocations;
    private Damage damage;
    private boolean damaged;
    private boolean longTimes;
    private boolean restarts;

    /// @param log where the steps are told; null: nowhere
    History(Choices choices, Mutation mutation, List<String> log) {
        this.choices = choices;
        this.mutation = mutation;
        this.baton = new Baton(choices);
        this.world = new World(choices, baton, clock, log);
        InMemoryBucket bucket = new InMemoryBucket(new ObjectDates(clock));
        InMemoryCatalog catalog = mutation.catalog();
        InMemoryIndex index = mutation.index(clock);
        InMemoryEmbeddingCache cache = new InMemoryEmbeddingCache();
        this.all = new Surroundings(bucket, catalog, index, cache, new Queue(world),
                new Invariants(bucket, catalog, index, cache));
    }

    /// Lives it to its end.
    ///
    /// @throws Violation if an invariant does not hold
    void live() {
        try {
            begin();
            turbulence();
            world.faults(Faults.NONE);
            settle();
            reconcile();
            all.invariants().checkEnd(invocations.embedder(), false);
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
        changes = new Changes(world, all);
        invocations = new Invocations(world, all, mutation, baton);
        damage = new Damage(world, all);
        damaged = choices.below(3) == 2;
        longTimes = choices.below(3) == 2;
        restarts = choices.below(4) == 3;
    }

    private void turbulence() {
        while (!changes.isOver() || baton.running() > 0) {
            if (baton.running() > 0) {
                baton.run();
                continue;
            }
            world.pass(Duration.ofMillis(200));
            switch (choices.below(8)) {
                case 0, 1 -> changes.next();
                case 2, 3, 4 -> invocations.startWorker();
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
                invocations.startWorker();
            } else {
                changes.next();
            }
        }
    }

    private void happen() {
        switch (choices.below(13)) {
            case 0 -> {
                all.index().refresh();
                all.invariants().touched();
            }
            case 1, 2 -> jump(Duration.ofMillis(choices.below(30_000)));
            case 3 -> {
                jump(Duration.ofSeconds(choices.below(180)));
                longTime();
            }
            case 4 -> world.outage(
                    World.Dependency.values()[choices.below(World.Dependency.values().length)],
                    Duration.ofSeconds(choices.below(30)));
            case 5 -> {
                world.note(() -> "the DLQ is redriven");
                all.queue().redrive();
            }
            case 6 -> invocations.startSettling();
            case 7 -> all.queue().send(Set.of(), Duration.ZERO);
            case 8 -> restart();
            case 9, 10 -> longTime();
            case 11 -> {
                damage.takeSnapshot();
                invocations.startWalk();
            }
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
            invocations.redeploy();
            all.invariants().redeployed();
        }
    }

    /// Once faults have ended: what another model made is made anew, as a redeployment orders it. In half of the histories
    /// somebody also hints at what events never told of, and all has to agree without a walk, which would hide what the
    /// pipeline itself loses; but for orphans, where a late write met a restart.
    private void settle() {
        world.note(() -> "all faults end");
        world.endOutages();
        if (all.invariants().wasRedeployed()) {
            all.queue().send(changes.paths());
        }
        boolean told = choices.below(2) == 0;
        if (told) {
            all.queue().send(changes.untold());
        }
        drain();
        if (told) {
            all.invariants().checkEnd(invocations.embedder(), true);
        }
    }

    /// One walk finds what events never told of, and what was damaged; when its hints are handled, another finds nothing.
    private void reconcile() {
        if (damaged) {
            world.every(() -> {}, () -> {});
            all.invariants().damaged();
            damage.happen();
        }
        if (!mutation.reconciles()) {
            return;
        }
        walk();
        drain();
        List<WalkReport> second = walk();
        Invariants.check(second.stream().allMatch(WalkReport::findsNothing), Invariant.RECONCILED,
                "a second walk finds %s", second);
    }

    private List<WalkReport> walk() {
        // A store is late in forgetting, but not by more than some days.
        all.catalog().forgetExpired(world.now().minus(FORGETTING));
        world.pass(Walking.GRACE.multipliedBy(2));
        // As it does by itself, five times a second.
        all.index().refresh();
        return invocations.walk();
    }

    /// Redelivers what failed, lets the schedule settle, until there is nothing to do.
    private void drain() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            while (baton.running() > 0) {
                baton.run();
            }
            world.pass(Duration.ofMinutes(3));
            all.queue().redrive();
            if (all.queue().isEmpty() && world.isQuiet() && isSettled()) {
                return;
            }
            for (int i = 0; i < invocations.workers(); i++) {
                invocations.startWorker();
            }
            invocations.startSettling();
        }
        throw new Violation(Invariant.SETTLES, "not settled after " + MOST_ROUNDS + " rounds", null);
    }

    private boolean isSettled() {
        return all.invariants().documents().stream().allMatch(id -> all.catalog().unsettledSince(id).isEmpty());
    }
}
