package engram.testing.retention;

import engram.domain.Catalog;
import engram.domain.Leases;
import engram.domain.retention.Retrievals;
import engram.testing.InMemoryCatalog;
import engram.testing.contract.RetrievalsContract;

class InMemoryRetrievalsTest extends RetrievalsContract {

    private final InMemoryCatalog catalog = new InMemoryCatalog();
    private final InMemoryRetrievals retrievals = new InMemoryRetrievals(catalog::firstSeen);

    @Override
    protected Retrievals retrievals() {
        return retrievals;
    }

    @Override
    protected Leases leases() {
        return catalog;
    }

    @Override
    protected Catalog catalog() {
        return catalog;
    }
}
