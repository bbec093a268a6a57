package engram.storage.health;

import engram.domain.health.VersionLog;
import engram.storage.TestStores;
import engram.testing.contract.VersionLogContract;

class DynamoVersionLogTest extends VersionLogContract {

    private static final VersionLog LOG = new DynamoVersionLog(new HealthRows(TestStores.catalog()));

    @Override
    protected VersionLog log() {
        return LOG;
    }
}
