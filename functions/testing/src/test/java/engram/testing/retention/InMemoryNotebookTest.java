package engram.testing.retention;

import engram.domain.retention.Notebook;
import engram.testing.contract.NotebookContract;

class InMemoryNotebookTest extends NotebookContract {

    private final Notebook notebook = new InMemoryNotebook();

    @Override
    protected Notebook notebook() {
        return notebook;
    }
}
