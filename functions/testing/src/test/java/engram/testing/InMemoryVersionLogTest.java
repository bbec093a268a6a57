package engram.testing;

import engram.domain.health.VersionLog;
import engram.testing.contract.VersionLogContract;

class InMemoryVersionLogTest extends VersionLogContract {

    private static final VersionLog LOG = new InMemoryVersionLog();

    @Override
    protected VersionLog log() {
        return LOG;
    }
}
