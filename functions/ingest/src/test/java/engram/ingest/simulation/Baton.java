package engram.ingest.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/// Lets one of several threads run at a time, and decides by chance which one is next.
final class Baton {

    private final RandomGenerator random;
    private final List<Runner> runners = new ArrayList<>();
    private final Semaphore conductor = new Semaphore(0);
    private Runner current;

    Baton(RandomGenerator random) {
        this.random = random;
    }

    private static final class Runner {
        private final Semaphore turn = new Semaphore(0);
        private Throwable failure;
        private boolean done;
    }

    /// Adds a task; it runs once [#next] picks it.
    void add(Runnable task) {
        Runner runner = new Runner();
        runners.add(runner);
        Thread.ofVirtual().start(() -> {
            runner.turn.acquireUninterruptibly();
            try {
                task.run();
            } catch (Throwable failure) {
                runner.failure = failure;
            }
            runner.done = true;
            conductor.release();
        });
    }

    boolean idle() {
        return runners.isEmpty();
    }

    /// Lets one task run up to its next [#pass].
    void next() {
        current = runners.get(random.nextInt(runners.size()));
        current.turn.release();
        conductor.acquireUninterruptibly();
        if (current.done) {
            runners.remove(current);
            if (current.failure != null) {
                throw new AssertionError("a worker ended with " + current.failure, current.failure);
            }
        }
    }

    /// Called by the task that runs: lets others run.
    void pass() {
        Runner me = current;
        conductor.release();
        me.turn.acquireUninterruptibly();
    }
}
