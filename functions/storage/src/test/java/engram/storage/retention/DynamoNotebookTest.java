package engram.storage.retention;

import engram.domain.retention.Notebook;
import engram.storage.TestStores;
import engram.testing.contract.NotebookContract;

class DynamoNotebookTest extends NotebookContract {

    @Override
    protected Notebook notebook() {
        return new DynamoNotebook(TestStores.catalog());
    }
}
