package engram.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Lets one of several threads run at a time; the choices say which.
final class Baton {

    private final Choices choices;
    private final List<Runner> runners = new ArrayList<>();
    private final Semaphore conductor = new Semaphore(0);
    private Runner current;
    private boolean abandoned;

    Baton(Choices choices) {
        this.choices = choices;
    }

    private static final class Runner {
        private final Semaphore turn = new Semaphore(0);
        private Throwable failure;
        private boolean done;
    }

    /// The history is over; whoever still waits for a turn ends.
    static final class Abandoned extends Error {

        private static final long serialVersionUID = 1;

        Abandoned() {
            super("the history is over", null, false, false);
        }
    }

    /// Adds a task; it begins when it is its turn.
    void add(Runnable task) {
        Runner runner = new Runner();
        runners.add(runner);
        Thread.ofVirtual().start(() -> {
            runner.turn.acquireUninterruptibly();
            try {
                if (!abandoned) {
                    task.run();
                }
            } catch (Throwable failure) {
                runner.failure = failure;
            }
            runner.done = true;
            conductor.release();
        });
    }

    int running() {
        return runners.size();
    }

    /// Lets the tasks take turns until one of them ends.
    void run() {
        current = runners.get(choices.below(runners.size()));
        current.turn.release();
        conductor.acquireUninterruptibly();
        Runner ended = current;
        runners.remove(ended);
        if (ended.failure instanceof Violation violation) {
            throw violation;
        }
        if (ended.failure != null) {
            throw new Violation(Invariant.NOTHING_UNEXPECTED, "a worker ended with " + ended.failure, ended.failure);
        }
    }

    /// Called by the task that runs: another may be next.
    void pass() {
        if (runners.size() < 2) {
            return;
        }
        Runner me = current;
        Runner next = runners.get(choices.below(runners.size()));
        if (next == me) {
            return;
        }
        current = next;
        next.turn.release();
        me.turn.acquireUninterruptibly();
        if (abandoned) {
            throw new Abandoned();
        }
    }

    /// Ends all tasks.
    void abandon() {
        abandoned = true;
        for (Runner runner : List.copyOf(runners)) {
            if (!runner.done) {
                current = runner;
                runner.turn.release();
                conductor.acquireUninterruptibly();
            }
        }
        runners.clear();
    }
}
