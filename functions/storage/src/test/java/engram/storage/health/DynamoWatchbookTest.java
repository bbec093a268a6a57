package engram.storage.health;

import engram.domain.health.Watchbook;
import engram.storage.CatalogTables;
import engram.testing.contract.WatchbookContract;

class DynamoWatchbookTest extends WatchbookContract {

    private static final HealthRows ROWS = new HealthRows(CatalogTables.real());

    @Override
    protected Watchbook book() {
        return new DynamoWatchbook(ROWS);
    }
}
