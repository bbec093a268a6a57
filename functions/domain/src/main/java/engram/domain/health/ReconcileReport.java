package engram.domain.health;

import engram.domain.Reason;
import engram.domain.SourcePath;
import engram.domain.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What the last whole walk of reconcile saw.
///
/// @param ended when the walk came to its end
/// @param took from its begin
/// @param documents how many there are, by status
/// @param differences how many were found, by kind; kinds without any may be left out
/// @param oldestFailed absent if none is FAILED
public record ReconcileReport(
        Instant ended,
        Duration took,
        Map<Status, Long> documents,
        Map<String, Long> differences,
        Optional<Failed> oldestFailed) {

    public ReconcileReport {
        documents = Map.copyOf(documents);
        differences = Map.copyOf(differences);
    }

    public long drift() {
        return differences.values().stream().mapToLong(Long::longValue).sum();
    }

    /// A document that could not be indexed.
    ///
    /// @param since when that turned out
    public record Failed(SourcePath path, Reason reason, Instant since) {}
}
