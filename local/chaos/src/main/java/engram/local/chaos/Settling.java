package engram.local.chaos;

import engram.local.chaos.compare.CatalogReader;
import engram.local.chaos.compare.Web;
import engram.local.chaos.load.Changes;
import engram.local.system.LocalSystem;
import engram.local.system.Status;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// Waits until nothing is left to be done.
final class Settling {

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int LOOKS = 3;

    private final LocalSystem system;
    private final CatalogReader catalog;
    private final Changes changes;
    private final RunLog log;
    private long redriven;
    private Duration took = Duration.ZERO;

    Settling(LocalSystem system, CatalogReader catalog, Changes changes, RunLog log) {
        this.system = system;
        this.catalog = catalog;
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
            Status.Queue queue = system.status().queue();
            if (queue == null) {
                return "the queue does not answer";
            }
            if (queue.dlq() > 0) {
                redrive(queue.dlq());
            }
            int unsettled = catalog.read().unsettled().size();
            long messages = queue.visible() + queue.inFlight() + queue.delayed() + queue.dlq();
            int open = changes.open().size();
            return messages + unsettled + open == 0 ? "" : messages + " messages, " + open + " documents that the catalog has not followed, "
                    + unsettled + " unsettled";
        } catch (IOException e) {
            return "a store does not answer";
        }
    }

    private void redrive(long messages) throws IOException, InterruptedException {
        log.say("redrives " + messages + " messages");
        try (Web web = new Web(Duration.ofMinutes(1))) {
            web.ask("POST", URI.create(system.url() + "/_local/dead/redrive"), Map.of("Content-Type", "application/json"),
                    "{}".getBytes(StandardCharsets.UTF_8));
        }
        redriven += messages;
    }

    long redriven() {
        return redriven;
    }

    Duration took() {
        return took;
    }
}
