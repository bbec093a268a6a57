package engram.local.chaos;

import java.time.Duration;
import java.util.Map;

/// What a run is to be.
///
/// @param time for writing, searching and storms; settling and comparing come on top
/// @param seed decides what is written and asked, and which blows come in which order
public record Plan(Duration time, long seed) {

    /// What `ingest` is told of its own timeout, and how long its leases outlive that: short, so that they run out within a run.
    /// (The host keeps its own, longer timeout: who was suspended goes on afterwards.)
    static final Duration INGEST_TIMEOUT = Duration.ofSeconds(15);
    static final Duration LEASE_MARGIN = Duration.ofSeconds(3);

    /// After what time the schedule settles a document: longer than a lease, as it has to be.
    static final Duration SETTLE_AFTER = Duration.ofSeconds(30);

    public Plan {
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("a run takes at least a minute, got " + time);
        }
    }

    static Duration lease() {
        return INGEST_TIMEOUT.plus(LEASE_MARGIN);
    }

    static Map<String, String> variables() {
        return Map.of(
                "ENGRAM_INGEST_TIMEOUT", INGEST_TIMEOUT.toString(),
                "ENGRAM_INGEST_LEASE_MARGIN", LEASE_MARGIN.toString(),
                "ENGRAM_INGEST_RESERVE", "PT4S",
                "ENGRAM_INGEST_PARSE_TIMEOUT", "PT5S",
                "ENGRAM_RECONCILE_SETTLE_AFTER", SETTLE_AFTER.toString());
    }
}
