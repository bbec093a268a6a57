package engram.testing;

import engram.domain.Catalog;
import engram.domain.Leases;
import engram.testing.contract.LeasesContract;

class InMemoryLeasesTest extends LeasesContract {

    private final InMemoryCatalog catalog = new InMemoryCatalog();

    @Override
    protected Leases leases() {
        return catalog;
    }

    @Override
    protected Catalog catalog() {
        return catalog;
    }
}
