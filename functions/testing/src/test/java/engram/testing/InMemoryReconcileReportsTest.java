package engram.testing;

import engram.domain.health.ReconcileReports;
import engram.testing.contract.ReconcileReportsContract;

class InMemoryReconcileReportsTest extends ReconcileReportsContract {

    private final ReconcileReports it = new InMemoryReconcileReports();

    @Override
    protected ReconcileReports reports() {
        return it;
    }
}
