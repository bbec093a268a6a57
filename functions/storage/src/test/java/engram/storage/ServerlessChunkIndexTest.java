package engram.storage;

import engram.domain.ChunkIndex;
import engram.domain.ChunkSearch;
import engram.testing.contract.ChunkIndexContract;
import java.time.InstantSource;

/// A collection of OpenSearch Serverless keeps the same promises, as far as it can.
class ServerlessChunkIndexTest extends ChunkIndexContract {

    private static final TestIndex INDEX = TestIndex.inACollection();

    @Override
    protected ChunkIndex index() {
        return INDEX.index();
    }

    @Override
    protected ChunkSearch search() {
        return INDEX.search();
    }

    @Override
    protected int dimension() {
        return TestIndex.DIMENSION;
    }

    @Override
    protected InstantSource clock() {
        return INDEX.clock;
    }

    @Override
    protected void makeVisible() {
        INDEX.refresh();
    }

    @Override
    protected boolean fences() {
        return false;
    }
}
