package engram.local.chaos;

import java.util.Locale;

/// What a storm may bring.
public enum Blow {
    KILL_INGEST, KILL_QUERY, KILL_RECONCILE, KILL_S3, KILL_SQS, KILL_DYNAMODB, KILL_OPENSEARCH,
    SUSPEND_INGEST, SUSPEND_STORE,
    DELAY, SLOW_ANSWERS, CUT, CUT_ANSWERS, LOST_ANSWERS, SILENCE, BUSY, GARBAGE, TWICE, LATE,
    DISK_FULL, INDEX_REFUSES, DUPLICATES;

    /// As in a report.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
