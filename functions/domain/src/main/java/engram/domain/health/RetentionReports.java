package engram.domain.health;

import java.util.Optional;

/// Where retention leaves what it holds, for whoever wants to know without asking it.
public interface RetentionReports {

    /// Replaces the last one, unless that is of a later moment.
    ///
    /// @throws engram.domain.TransientFailure if the store did not take it
    void keep(RetentionReport report);

    /// Empty if retention has neither swept nor been given a hold yet.
    ///
    /// @throws engram.domain.TransientFailure if the store does not answer
    Optional<RetentionReport> latest();
}
