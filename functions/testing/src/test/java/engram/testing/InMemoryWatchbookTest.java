package engram.testing;

import engram.domain.health.Watchbook;
import engram.testing.contract.WatchbookContract;

class InMemoryWatchbookTest extends WatchbookContract {

    private final Watchbook it = new InMemoryWatchbook();

    @Override
    protected Watchbook book() {
        return it;
    }
}
