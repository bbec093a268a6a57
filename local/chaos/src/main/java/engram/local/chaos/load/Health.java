package engram.local.chaos.load;

import java.util.ArrayList;
import java.util.List;

/// When all was healthy, in [System#nanoTime]. Safe for use by several threads.
public final class Health {

    private final List<long[]> spans = new ArrayList<>();
    private long since;
    private boolean healthy;

    public synchronized void begin() {
        since = System.nanoTime();
        healthy = true;
    }

    public synchronized void end() {
        if (healthy) {
            spans.add(new long[] {since, System.nanoTime()});
            healthy = false;
        }
    }

    /// Whether all was healthy from the one moment to the other, and nothing has come in between.
    synchronized boolean throughout(long from, long to) {
        return healthy && since <= from
                || spans.stream().anyMatch(span -> span[0] <= from && to <= span[1]);
    }
}
