package engram.domain;

import java.time.Instant;
import java.util.List;

/// The catalog as whoever sees to it that nothing stays unsettled knows it: documents that were hinted at, and that no
/// pass has brought to its end since.
public interface Unsettled {

    /// Documents that have been unsettled since `since` or longer, longest first, but for those that somebody holds at
    /// `now` or that are put off beyond it. It may lag a second behind.
    ///
    /// @param most at most so many, at least 1
    /// @throws TransientFailure if the store does not answer
    List<Waiting> overdue(Instant since, Instant now, int most);

    /// Puts the document off: [#overdue] leaves it out before `until`, unless it was settled and is unsettled again.
    /// Does nothing if it has been settled meanwhile.
    ///
    /// @throws TransientFailure if the store does not answer
    void putOff(Waiting waiting, Instant until);

    /// @param since when the first hint came that is not settled
    record Waiting(DocumentId id, Instant since) {}
}
