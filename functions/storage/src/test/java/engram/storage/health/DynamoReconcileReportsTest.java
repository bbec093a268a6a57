package engram.storage.health;

import engram.domain.health.ReconcileReports;
import engram.storage.TestStores;
import engram.testing.contract.ReconcileReportsContract;

class DynamoReconcileReportsTest extends ReconcileReportsContract {

    private static final HealthRows ROWS = new HealthRows(TestStores.catalog());

    @Override
    protected ReconcileReports reports() {
        return new DynamoReconcileReports(ROWS);
    }
}
