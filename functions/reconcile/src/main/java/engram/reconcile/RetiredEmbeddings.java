package engram.reconcile;

import engram.domain.EmbeddingSample;
import engram.domain.EmbeddingSample.Kept;
import engram.domain.ModelVersion;
import engram.domain.health.VersionLog;
import engram.domain.health.VersionLog.Versions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Vectors of models that `ingest` has no more. Nobody asks for them, and they go by themselves when they expire; those that do not
/// are a difference. There may be very many, so a sample is looked at, and nothing is deleted here.
public final class RetiredEmbeddings {

    /// What is more than a hundredth of the table is missed once in twenty thousand times.
    private static final int SAMPLE = 1_000;
    /// The store forgets what has expired within a few days.
    private static final Duration FORGETTING = Duration.ofDays(3);
    private static final String KIND = "EMBEDDINGS_RETIRED";

    private final EmbeddingSample embeddings;
    private final VersionLog versions;
    private final InstantSource clock;

    public RetiredEmbeddings(EmbeddingSample embeddings, VersionLog versions, InstantSource clock) {
        this.embeddings = embeddings;
        this.versions = versions;
        this.clock = clock;
    }

    /// What a sample of the table shows.
    ///
    /// @param looked how many vectors were looked at
    /// @param retired how many of these are of models that are no more, by model
    /// @param staying how many of these stay, though nobody needs them: they never expire, or should have by now; by model
    public record Seen(int looked, Map<String, Long> retired, Map<String, Long> staying) {

        /// As it is counted with what walks find.
        public Map<String, Long> differences() {
            return staying.isEmpty()
                    ? Map.of()
                    : Map.of(KIND, staying.values().stream().mapToLong(Long::longValue).sum());
        }

        public Map<String, List<String>> examples() {
            return staying.isEmpty() ? Map.of() : Map.of(KIND, staying.entrySet().stream()
                    .map(model -> "%s: %d of %d vectors looked at".formatted(model.getKey(), model.getValue(), looked))
                    .toList());
        }
    }

    /// Nothing is retired as long as it is not known what `ingest` has.
    ///
    /// @throws engram.domain.TransientFailure if a store does not answer
    public Seen look() {
        Optional<ModelVersion> model = versions.latest().map(Versions::model);
        Map<String, Long> retired = new TreeMap<>();
        Map<String, Long> staying = new TreeMap<>();
        if (model.isEmpty()) {
            return new Seen(0, retired, staying);
        }
        List<Kept> sample = embeddings.draw(SAMPLE);
        Instant overdue = clock.instant().minus(FORGETTING);
        for (Kept kept : sample) {
            if (!kept.model().equals(model.get())) {
                retired.merge(kept.model().value(), 1L, Long::sum);
                if (kept.expiresAt().filter(overdue::isBefore).isEmpty()) {
                    staying.merge(kept.model().value(), 1L, Long::sum);
                }
            }
        }
        return new Seen(sample.size(), retired, staying);
    }
}
