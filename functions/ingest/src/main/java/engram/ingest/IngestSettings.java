package engram.ingest;

import java.time.Duration;

/// How the pipeline spends an invocation.
///
/// @param leaseMargin how long a lease outlives its invocation: more than clocks differ
/// @param reserve what an invocation keeps of its time to end in order
/// @param documentsAtOnce how many documents of a batch are worked on side by side
/// @param embedAtOnce after how many embeddings they are kept in the cache and the time is looked at
/// @param keepTombstones how long a deleted document is remembered
public record IngestSettings(
        Duration leaseMargin,
        Duration reserve,
        int documentsAtOnce,
        int embedAtOnce,
        Duration keepTombstones) {

    public IngestSettings {
        if (documentsAtOnce < 1 || embedAtOnce < 1) {
            throw new IllegalArgumentException(
                    "documentsAtOnce and embedAtOnce are at least 1, got " + documentsAtOnce + " and " + embedAtOnce);
        }
        positive("leaseMargin", leaseMargin);
        positive("reserve", reserve);
        positive("keepTombstones", keepTombstones);
    }

    private static void positive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("engram.ingest." + name + " is longer than nothing, got " + duration);
        }
    }
}
