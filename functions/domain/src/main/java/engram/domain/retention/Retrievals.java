package engram.domain.retention;

import engram.domain.DocumentId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When documents were last among the answers, as closely as it was noted: at most once an interval, and not without gaps, since nobody
/// waits for a note. All methods throw [engram.domain.TransientFailure] if the store does not answer.
public interface Retrievals {

    /// The longest time since a retrieval that anybody may ask for.
    Duration LONGEST = Duration.ofDays(3 * 365);

    /// How long a note is kept: longer than anybody asks for.
    Duration KEPT = LONGEST.plusDays(30);

    /// That retrievals are noted.
    ///
    /// @param since what was retrieved before that, nobody knows
    /// @param interval a document that was noted may have been retrieved so much later without being noted again
    record Noting(Instant since, Duration interval) {}

    /// What is known of a document.
    ///
    /// @param firstSeen when somebody began to index it first, since it was last deleted
    /// @param last when it was noted last
    record Retrieved(Optional<Instant> firstSeen, Optional<Instant> last) {}

    /// Empty: nobody notes them.
    Optional<Noting> noting();

    /// From `now` on they are noted, unless they were before; of several intervals the longest counts.
    void begin(Instant now, Duration interval);

    /// They are not noted any more: what was noted so far says nothing of what comes.
    void end();

    /// Notes that the document was retrieved, unless that was noted within the interval before.
    void note(DocumentId id, Instant at, Duration interval);

    /// May lag a second behind.
    Retrieved of(DocumentId id);
}
