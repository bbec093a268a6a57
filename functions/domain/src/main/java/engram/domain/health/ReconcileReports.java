package engram.domain.health;

import engram.domain.TransientFailure;
import java.util.Optional;

/// Where reconcile leaves what it saw, for whoever wants to know without a walk of its own.
public interface ReconcileReports {

    /// Replaces the last one, unless that ended later.
    ///
    /// @throws TransientFailure if the store did not take it
    void keep(ReconcileReport report);

    /// Empty if reconcile has not run yet.
    ///
    /// @throws TransientFailure if the store does not answer
    Optional<ReconcileReport> latest();
}
