package engram.storage;

import engram.domain.ChunkIndex;
import engram.domain.ChunkSearch;
import engram.testing.contract.ChunkSearchContract;
import java.time.InstantSource;

class OpenSearchChunkSearchTest extends ChunkSearchContract {

    private static final TestIndex INDEX = new TestIndex();

    /// The server that the contract is held against.
    TestIndex store() {
        return INDEX;
    }

    @Override
    protected ChunkIndex index() {
        return store().index();
    }

    @Override
    protected ChunkSearch search() {
        return store().search();
    }

    @Override
    protected int dimension() {
        return TestIndex.DIMENSION;
    }

    @Override
    protected InstantSource clock() {
        return store().clock;
    }

    @Override
    protected void makeVisible() {
        store().refresh();
    }
}
