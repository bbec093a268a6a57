package engram.testing;

import engram.domain.health.LagLog;
import engram.testing.contract.LagLogContract;

class InMemoryLagLogTest extends LagLogContract {

    private final LagLog it = new InMemoryLagLog();

    @Override
    protected LagLog log() {
        return it;
    }
}
