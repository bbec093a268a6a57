package engram.local.system.replay;

import engram.local.system.Journal;
import engram.local.system.queue.MessageQueue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;

/// A hint for every object of the bucket, and for every document whose object is gone. It makes up for whatever the queue
/// lost, and brings documents up to a new version of the pipeline; on a document that is up to date a hint costs one small
/// write. It waits while the queue is full, so that what users do meanwhile need not stand in line for long.
public final class Replay {

    private static final int FULL = 200;

    private final ObjectKeys keys;
    private final CatalogTable catalog;
    private final MessageQueue queue;
    private final String bucket;
    private final Journal journal;
    private final Clock clock;

    public Replay(HttpClient http, URI s3, String bucket, CatalogTable catalog, MessageQueue queue, Journal journal,
                  Clock clock) {
        this.keys = new ObjectKeys(http, s3, bucket);
        this.catalog = catalog;
        this.queue = queue;
        this.bucket = bucket;
        this.journal = journal;
        this.clock = clock;
    }

    /// Sends them all.
    public void run() throws IOException, InterruptedException {
        Set<String> gone = new HashSet<>();
        catalog.living(gone::add);
        Set<String> there = new HashSet<>();
        keys.each(there::addAll);
        gone.removeAll(there);
        send(there, true);
        send(gone, false);
        if (!there.isEmpty() || !gone.isEmpty()) {
            journal.say("replay", "sent hints for " + there.size() + " objects, and for " + gone.size()
                    + " documents without one");
        }
    }

    private void send(Set<String> keys, boolean exist) throws IOException, InterruptedException {
        var batch = new ArrayList<String>();
        for (String key : keys) {
            batch.add(new Hint(key, exist).body(bucket, clock.instant()));
            if (batch.size() == 100) {
                awaitRoom();
                queue.send(batch);
                batch.clear();
            }
        }
        queue.send(batch);
    }

    private void awaitRoom() throws IOException, InterruptedException {
        while (queue.depth().visible() > FULL) {
            Thread.sleep(200);
        }
    }
}
