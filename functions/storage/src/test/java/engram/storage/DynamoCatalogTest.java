package engram.storage;

import engram.domain.Catalog;
import engram.domain.Leases;
import engram.storage.circuit.Store;
import engram.testing.contract.CatalogContract;

class DynamoCatalogTest extends CatalogContract {

    private static final CatalogTable TABLE = new CatalogTable(Servers.dynamoDb(), "engram-catalog", Servers.circuit(Store.CATALOG));

    @Override
    protected Leases leases() {
        return new DynamoLeases(TABLE);
    }

    @Override
    protected Catalog catalog() {
        return new DynamoCatalog(TABLE, Servers.backoff());
    }
}
