package engram.storage.health;

import engram.domain.health.RetentionReports;
import engram.storage.TestStores;
import engram.testing.contract.RetentionReportsContract;

class DynamoRetentionReportsTest extends RetentionReportsContract {

    private static final HealthRows ROWS = new HealthRows(TestStores.catalog());

    @Override
    protected RetentionReports reports() {
        return new DynamoRetentionReports(ROWS);
    }
}
