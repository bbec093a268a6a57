package engram.storage;

import engram.domain.Walks;
import engram.storage.circuit.Store;
import engram.testing.contract.WalksContract;

class DynamoWalksTest extends WalksContract {

    private static final CatalogTable TABLE = new CatalogTable(
            Servers.dynamoDb(), "engram-catalog", Servers.circuit(Store.CATALOG));

    @Override
    protected Walks walks() {
        return new DynamoWalks(TABLE);
    }
}
