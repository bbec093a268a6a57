package engram.testing;

import engram.domain.Leases;
import engram.domain.Unsettled;
import engram.testing.contract.UnsettledContract;

class InMemoryUnsettledTest extends UnsettledContract {

    private final InMemoryCatalog catalog = new InMemoryCatalog();

    @Override
    protected Unsettled unsettled() {
        return catalog;
    }

    @Override
    protected Leases leases() {
        return catalog;
    }
}
