package engram.storage;

import engram.domain.CatalogScan;
import engram.domain.Leases;
import engram.storage.circuit.Store;
import engram.testing.contract.CatalogScanContract;

class DynamoCatalogScanTest extends CatalogScanContract {

    private static final CatalogTable TABLE = new CatalogTable(
            Servers.dynamoDb(), "engram-catalog", Servers.circuit(Store.CATALOG));

    @Override
    protected CatalogScan scan() {
        return new DynamoCatalogScan(TABLE);
    }

    @Override
    protected Leases leases() {
        return new DynamoLeases(TABLE);
    }
}
