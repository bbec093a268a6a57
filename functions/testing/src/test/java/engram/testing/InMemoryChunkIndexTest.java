package engram.testing;

import engram.domain.ChunkIndex;
import engram.domain.ChunkSearch;
import engram.testing.contract.ChunkIndexContract;
import java.time.Instant;
import java.time.InstantSource;

class InMemoryChunkIndexTest extends ChunkIndexContract {

    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final InMemoryIndex index = made(clock);

    InMemoryIndex made(ManualClock clock) {
        return new InMemoryIndex(clock);
    }

    @Override
    protected ChunkIndex index() {
        return index;
    }

    @Override
    protected ChunkSearch search() {
        return index;
    }

    @Override
    protected int dimension() {
        return 8;
    }

    @Override
    protected InstantSource clock() {
        return clock;
    }

    @Override
    protected void makeVisible() {
        index.refresh();
    }
}
