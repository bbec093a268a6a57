package engram.storage.health;

import engram.domain.health.LagLog;
import engram.storage.TestStores;
import engram.testing.contract.LagLogContract;

class DynamoLagLogTest extends LagLogContract {

    private static final HealthRows ROWS = new HealthRows(TestStores.catalog());

    @Override
    protected LagLog log() {
        return new DynamoLagLog(ROWS);
    }
}
