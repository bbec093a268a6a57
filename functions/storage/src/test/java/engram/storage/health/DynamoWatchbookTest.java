package engram.storage.health;

import engram.domain.health.Watchbook;
import engram.storage.TestStores;
import engram.testing.contract.WatchbookContract;

class DynamoWatchbookTest extends WatchbookContract {

    private static final HealthRows ROWS = new HealthRows(TestStores.catalog());

    @Override
    protected Watchbook book() {
        return new DynamoWatchbook(ROWS);
    }
}
