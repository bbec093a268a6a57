package engram.local.chaos;

import engram.local.system.Description.Child;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Suspends processes of `ingest` for longer than they may hold a document.
final class Ambush {

    private static final int TRIES_TO_CATCH = 12;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Arena arena;
    private final Duration lease;
    private final InstantSource clock;
    private final AtomicLong outlived = new AtomicLong();

    /// @param lease longest time for which a writer may hold a document
    Ambush(Arena arena, Duration lease, InstantSource clock) {
        this.arena = arena;
        this.lease = lease;
        this.clock = clock;
    }

    /// Leases that ran out while their holder was suspended, at most: see [LeaseWatch].
    long outlived() {
        return outlived.get();
    }

    /// Catches a process while documents are held that do not move, and lets go when those leases have long run out.
    Dealt spring(SplittableRandom random) throws IOException, InterruptedException {
        for (int tries = 1; tries <= TRIES_TO_CATCH; tries++) {
            List<Child> there = arena.processes("ingest");
            Child child = there.isEmpty() ? null : there.get(random.nextInt(there.size()));
            if (child != null && Signals.suspend(child)) {
                try {
                    LeaseWatch watch = watch();
                    if (watch.any() || tries == TRIES_TO_CATCH) {
                        int ran = outlived(watch);
                        outlived.addAndGet(ran);
                        return new Dealt(true, "process " + child.pid() + " for " + lease.toSeconds() + " s and 4; " + ran
                                + " leases ran out");
                    }
                } finally {
                    Signals.resume(child);
                }
            }
            Thread.sleep(random.nextInt(50, 400));
        }
        return Dealt.NOBODY;
    }

    /// Leases that do not move for a while: most likely those of the process that does not move.
    private LeaseWatch watch() throws InterruptedException {
        var watch = new LeaseWatch(held().orElse(Map.of()), clock.millis());
        Thread.sleep(1_500);
        look(watch);
        return watch;
    }

    private int outlived(LeaseWatch watch) throws InterruptedException {
        long end = System.nanoTime() + lease.plusSeconds(4).toNanos();
        while (System.nanoTime() < end) {
            look(watch);
            Thread.sleep(BETWEEN_LOOKS);
        }
        return watch.outlived(clock.millis());
    }

    private void look(LeaseWatch watch) throws InterruptedException {
        Optional<Map<String, Long>> held = held();
        // After the answer: whoever took over after the end of a lease did not shorten it.
        held.ifPresent(now -> watch.look(now, clock.millis()));
    }

    /// Empty while the catalog is away: nobody can tell then.
    private Optional<Map<String, Long>> held() throws InterruptedException {
        try {
            return Optional.of(arena.catalog().read().held());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
