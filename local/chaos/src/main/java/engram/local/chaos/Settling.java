package engram.local.chaos;

import engram.local.chaos.load.Changes;
import java.io.IOException;
import java.time.Duration;

/// Waits until nothing is left to be done.
final class Settling {

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int LOOKS = 3;

    private final Arena arena;
    private final Changes changes;
    private final RunLog log;
    private long redriven;
    private Duration took = Duration.ZERO;

    Settling(Arena arena, Changes changes, RunLog log) {
        this.arena = arena;
        this.changes = changes;
        this.log = log;
    }

    /// Redrives what lies in the dead-letter queue, over and over.
    ///
    /// @return whether all has settled in time
    boolean await(Told told) throws InterruptedException {
        long start = System.nanoTime();
        int quiet = 0;
        while (quiet < LOOKS) {
            took = Duration.ofNanos(System.nanoTime() - start);
            if (took.compareTo(LONGEST) > 0) {
                return false;
            }
            String left = left();
            quiet = left.isEmpty() ? quiet + 1 : 0;
            told.at(took.toSeconds(), LONGEST.toSeconds(), "settling" + (left.isEmpty() ? "" : ": " + left));
            Thread.sleep(LOOK);
        }
        return true;
    }

    private String left() throws InterruptedException {
        try {
            long dead = arena.deadMessages();
            if (dead > 0) {
                redrive();
            }
            int unsettled = arena.catalog().read().unsettled().size();
            long messages = arena.messages() + dead;
            int open = changes.open().size();
            return messages + unsettled + open == 0 ? "" : messages + " messages, " + open + " documents that the catalog has not followed, "
                    + unsettled + " unsettled";
        } catch (IOException e) {
            return "a store does not answer";
        }
    }

    private void redrive() throws IOException, InterruptedException {
        long messages = arena.redrive();
        log.say(messages + " messages redriven");
        redriven += messages;
    }

    long redriven() {
        return redriven;
    }

    Duration took() {
        return took;
    }
}
