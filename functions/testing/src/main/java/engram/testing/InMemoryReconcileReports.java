package engram.testing;

import engram.domain.health.ReconcileReport;
import engram.domain.health.ReconcileReports;
import java.util.Optional;

/// The last report in memory.
public final class InMemoryReconcileReports implements ReconcileReports {

    private Optional<ReconcileReport> latest = Optional.empty();

    @Override
    public synchronized void keep(ReconcileReport report) {
        if (latest.isEmpty() || !latest.get().ended().isAfter(report.ended())) {
            latest = Optional.of(report);
        }
    }

    @Override
    public synchronized Optional<ReconcileReport> latest() {
        return latest;
    }
}
