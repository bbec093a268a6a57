package engram.storage.health;

import engram.domain.health.ReconcileReports;
import engram.storage.CatalogTables;
import engram.testing.contract.ReconcileReportsContract;

class DynamoReconcileReportsTest extends ReconcileReportsContract {

    private static final HealthRows ROWS = new HealthRows(CatalogTables.real());

    @Override
    protected ReconcileReports reports() {
        return new DynamoReconcileReports(ROWS);
    }
}
