package engram.domain.health;

import engram.domain.ModelVersion;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What is asked of the dependencies to see whether they answer. Each call asks one of them, once, changes nothing, and
/// ends by itself within some seconds; an interrupt ends it earlier.
///
/// Each throws [Unwell] if the dependency does not answer, or not as it should.
public interface Vitals {

    /// That the bucket is there and may be read.
    void bucket();

    /// The queue of hints.
    Queue queue();

    /// Messages in the dead-letter queue that the queue of hints names.
    long deadLetters();

    /// The catalog, by a small sample of its documents.
    Sample catalog();

    /// When the longest unsettled document was hinted at first; empty if all are settled.
    Optional<Instant> oldestUnsettled();

    /// That the table of vectors is there and may be read.
    void embeddings();

    /// Chunks behind the alias; empty if nothing is behind it.
    Optional<Long> index();

    /// What the alias leads to.
    Alias alias();

    /// Of which model version the `ingest` that began last makes documents; empty if none has begun yet.
    Optional<ModelVersion> model();

    /// @param waiting messages that can be received
    /// @param inFlight messages that are being handled
    /// @param delayed messages that cannot be received yet
    record Queue(long waiting, long inFlight, long delayed) {}

    /// @param indexed whether a document of the sample is INDEXED
    /// @param models model versions of those
    /// @param whole whether these are all that the catalog lists
    record Sample(boolean indexed, Set<ModelVersion> models, boolean whole) {
        public Sample {
            models = Set.copyOf(models);
        }
    }

    /// @param indexes names of the concrete indexes; none before the first document
    /// @param models model versions that their names tell
    record Alias(Set<String> indexes, Set<ModelVersion> models) {
        public Alias {
            indexes = Set.copyOf(indexes);
            models = Set.copyOf(models);
        }
    }
}
