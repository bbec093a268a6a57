package engram.storage;

import engram.domain.Leases;
import engram.domain.Unsettled;
import engram.storage.circuit.Store;
import engram.testing.contract.UnsettledContract;

class DynamoUnsettledTest extends UnsettledContract {

    private static final CatalogTable TABLE = new CatalogTable(
            Servers.dynamoDb(), "engram-catalog", Servers.circuit(Store.CATALOG));

    @Override
    protected Unsettled unsettled() {
        return new DynamoUnsettled(TABLE);
    }

    @Override
    protected Leases leases() {
        return new DynamoLeases(TABLE);
    }
}
