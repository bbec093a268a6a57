package engram.local.system.replay;

import engram.local.system.Journal;
import engram.local.system.queue.MessageQueue;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A hint for each document that a writer left unfinished: its lease has run out, or it was given back and nobody came for
/// it within a minute. Again after 15 s, then each time twice as long, up to an hour. (Deployed, a schedule does this.)
public final class Settling {

    private static final Duration FIRST = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration OWN_RETRY = Duration.ofMinutes(1);

    private final CatalogTable catalog;
    private final MessageQueue queue;
    private final String bucket;
    private final Journal journal;
    private final Clock clock;
    private Map<String, Watched> watched = new HashMap<>();

    /// @param next  not hinted at before
    /// @param pause until the time after that
    private record Watched(Instant next, Duration pause) {
    }

    public Settling(CatalogTable catalog, MessageQueue queue, String bucket, Journal journal, Clock clock) {
        this.catalog = catalog;
        this.queue = queue;
        this.bucket = bucket;
        this.journal = journal;
        this.clock = clock;
    }

    /// One look at the leases.
    public void look() throws IOException, InterruptedException {
        Instant now = clock.instant();
        var still = new HashMap<String, Watched>();
        List<String> due = new ArrayList<>();
        catalog.unsettled((path, until) -> {
            if (until > now.toEpochMilli()) {
                return;
            }
            Watched before = watched.getOrDefault(path, new Watched(until > 0 ? now : now.plus(OWN_RETRY), FIRST));
            if (before.next().isAfter(now)) {
                still.put(path, before);
            } else {
                due.add(path);
                Duration twice = before.pause().multipliedBy(2);
                still.put(path, new Watched(now.plus(before.pause()), twice.compareTo(LONGEST) > 0 ? LONGEST : twice));
            }
        });
        watched = still;
        if (!due.isEmpty()) {
            queue.send(due.stream().map(path -> new Hint(path, true).body(bucket, now)).toList());
            journal.say("settle", "sent hints for " + due.size() + " documents that a writer left unfinished");
        }
    }
}
