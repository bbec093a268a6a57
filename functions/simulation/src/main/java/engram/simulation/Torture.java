package engram.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// Lives many histories, one for each seed of a range, on several threads; each history by itself is single-threaded.
final class Torture {

    private final long firstSeed;
    private final long histories;
    private final int workers;
    private final Mutation mutation;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong lived = new AtomicLong();
    private final AtomicReference<Failing> failing = new AtomicReference<>();

    /// @param number of the history, from 1
    record Failing(long number, long seed, Found found) {}

    /// What to call now and then.
    interface Progress {
        void show(long lived);
    }

    /// @param firstSeed the first of as many seeds in a row as there are histories
    Torture(long firstSeed, long histories, int workers, Mutation mutation) {
        this.firstSeed = firstSeed;
        this.histories = histories;
        this.workers = workers;
        this.mutation = mutation;
    }

    /// Lives them all, or until one fails: of several that fail at once, the first one.
    Optional<Failing> run(Progress progress) throws InterruptedException {
        AtomicReference<Throwable> trouble = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    work();
                } catch (Throwable thrown) {
                    trouble.compareAndSet(null, thrown);
                }
            }));
        }
        for (Thread thread : threads) {
            while (!thread.join(Duration.ofSeconds(1))) {
                progress.show(lived.get());
            }
        }
        if (trouble.get() != null) {
            throw new IllegalStateException("the simulation itself failed: " + trouble.get(), trouble.get());
        }
        return Optional.ofNullable(failing.get());
    }

    long lived() {
        return lived.get();
    }

    private void work() {
        while (failing.get() == null) {
            long number = next.incrementAndGet();
            if (number > histories) {
                return;
            }
            live(number, firstSeed + number - 1);
        }
    }

    private void live(long number, long seed) {
        Choices choices = Choices.of(seed);
        try {
            new History(choices, mutation, null).live();
            lived.incrementAndGet();
        } catch (Violation violation) {
            Failing mine = new Failing(number, seed,
                    new Found(violation.invariant(), violation.getMessage(), choices.made(), List.of()));
            failing.accumulateAndGet(mine, (one, other) -> one == null || other.number() < one.number() ? other : one);
        }
    }
}
