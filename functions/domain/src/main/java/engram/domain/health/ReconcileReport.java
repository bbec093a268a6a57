package engram.domain.health;

import engram.domain.Reason;
import engram.domain.SourcePath;
import engram.domain.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the last whole walk of reconcile saw.
///
/// @param ended when the walk came to its end; over several workspaces, the one that did so first
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

    /// Vectors of models that are no more: of these a sample is looked at, so that how many were seen is no number of differences.
    public static final String SAMPLED = "EMBEDDINGS_RETIRED";

    public ReconcileReport {
        documents = Map.copyOf(documents);
        differences = Map.copyOf(differences);
    }

    /// Both together: of two parts of a walk, or of two workspaces.
    ///
    /// @param at when both were seen
    public ReconcileReport plus(ReconcileReport other, Instant at) {
        return new ReconcileReport(
                at,
                took.plus(other.took),
                sum(documents, other.documents),
                sum(differences, other.differences),
                Stream.of(oldestFailed, other.oldestFailed).flatMap(Optional::stream).min(Comparator.comparing(Failed::since)));
    }

    private static <K> Map<K, Long> sum(Map<K, Long> one, Map<K, Long> other) {
        Map<K, Long> sum = new HashMap<>(one);
        other.forEach((key, count) -> sum.merge(key, count, Long::sum));
        return sum;
    }

    /// All differences, but for those of which only a sample is looked at.
    public long drift() {
        return differences.entrySet().stream()
                .filter(difference -> !difference.getKey().equals(SAMPLED))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /// A document that could not be indexed.
    ///
    /// @param since when that turned out
    public record Failed(SourcePath path, Reason reason, Instant since) {}
}
