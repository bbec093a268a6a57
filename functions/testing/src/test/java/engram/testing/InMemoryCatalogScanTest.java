package engram.testing;

import engram.domain.CatalogScan;
import engram.domain.Leases;
import engram.testing.contract.CatalogScanContract;

class InMemoryCatalogScanTest extends CatalogScanContract {

    private final InMemoryCatalog catalog = new InMemoryCatalog();

    @Override
    protected CatalogScan scan() {
        return catalog;
    }

    @Override
    protected Leases leases() {
        return catalog;
    }
}
