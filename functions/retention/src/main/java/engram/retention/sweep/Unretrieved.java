package engram.retention.sweep;

import engram.domain.DocumentId;
import engram.domain.retention.Retrievals.Noting;
import engram.domain.retention.Retrievals.Retrieved;
import engram.domain.retention.Retrievals;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Which documents nobody has retrieved for how long. When in doubt, they were: a time in which nobody noted counts as one retrieval at its end, a note as one
/// an interval later, and of what the catalog does not know nothing can be said. Who was never retrieved counts from when it was first seen.
///
/// Since when they are noted is asked once.
final class Unretrieved {

    private final Retrievals retrievals;
    private Optional<Noting> noting;

    Unretrieved(Retrievals retrievals) {
        this.retrievals = retrievals;
    }

    boolean since(DocumentId id, Duration age, Instant now) {
        if (noting == null) {
            noting = retrievals.noting();
        }
        // Most often this answers it, without looking at the document.
        return noting.filter(known -> isPast(known.since(), age, now)).isPresent()
                && last(retrievals.of(id), noting.get().interval()).filter(moment -> isPast(moment, age, now)).isPresent();
    }

    /// The first one counts, too: a note may be older than the document that is there now.
    private static Optional<Instant> last(Retrieved retrieved, Duration interval) {
        return retrieved.firstSeen().map(first -> retrieved.last()
                .map(noted -> noted.plus(interval))
                .filter(first::isBefore)
                .orElse(first));
    }

    private static boolean isPast(Instant moment, Duration age, Instant now) {
        return !moment.plus(age).isAfter(now);
    }
}
