package engram.storage.health;

import engram.domain.health.LagLog;
import engram.storage.CatalogTables;
import engram.testing.contract.LagLogContract;

class DynamoLagLogTest extends LagLogContract {

    private static final HealthRows ROWS = new HealthRows(CatalogTables.real());

    @Override
    protected LagLog log() {
        return new DynamoLagLog(ROWS);
    }
}
