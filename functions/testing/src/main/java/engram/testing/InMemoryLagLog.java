package engram.testing;

import engram.domain.health.LagLog;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// Passes in memory, summed up by slot.
public final class InMemoryLagLog implements LagLog {

    private final TreeMap<Long, Passes> slots = new TreeMap<>();

    @Override
    public synchronized void add(Instant now, Passes passes) {
        slots.merge(slot(now), passes, Passes::plus);
    }

    @Override
    public synchronized Passes since(Instant from) {
        Map<Long, Passes> later = slots.tailMap(slot(from), true);
        return later.values().stream().reduce(Passes.NONE, Passes::plus);
    }

    private static long slot(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), SLOT.toSeconds());
    }
}
