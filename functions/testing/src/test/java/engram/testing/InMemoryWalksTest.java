package engram.testing;

import engram.domain.Walks;
import engram.testing.contract.WalksContract;

class InMemoryWalksTest extends WalksContract {

    private final InMemoryCatalog catalog = new InMemoryCatalog();

    @Override
    protected Walks walks() {
        return catalog;
    }
}
