package engram.local.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a system does beside its work, over and over. A chore that fails says so once, and goes on.
final class Chores implements AutoCloseable {

    private final Journal journal;
    private final List<Thread> threads = new ArrayList<>();
    /// An interrupt alone can get lost: the JDK's HTTP server swallows one while it stops.
    private volatile boolean open = true;

    Chores(Journal journal) {
        this.journal = journal;
    }

    @FunctionalInterface
    interface Chore {
        void run() throws Exception;
    }

    /// Does it again and again, with a pause after each time.
    void every(Duration pause, String name, Chore chore) {
        start(name, () -> {
            for (boolean well = true; open; Thread.sleep(pause)) {
                boolean did = attempt(name, chore, well);
                if (did && !well) {
                    journal.say(name, "works again");
                }
                well = did;
            }
        });
    }

    /// Does it until it succeeds once.
    void once(Duration pause, String name, Chore chore) {
        start(name, () -> {
            for (boolean first = true; open && !attempt(name, chore, first); first = false) {
                Thread.sleep(pause);
            }
        });
    }

    private boolean attempt(String name, Chore chore, boolean say) throws InterruptedException {
        try {
            chore.run();
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (say) {
                journal.say(name, "failed, will be tried again: " + e);
            }
            return false;
        }
    }

    private void start(String name, Chore endless) {
        threads.add(Thread.ofVirtual().name(name).start(() -> {
            try {
                endless.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    @Override
    public void close() {
        open = false;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
