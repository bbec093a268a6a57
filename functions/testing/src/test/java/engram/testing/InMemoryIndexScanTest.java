package engram.testing;

import engram.domain.ChunkIndex;
import engram.domain.IndexContent;
import engram.domain.IndexScan;
import engram.testing.contract.IndexScanContract;
import java.time.Instant;

class InMemoryIndexScanTest extends IndexScanContract {

    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final InMemoryIndex index = made(clock);

    InMemoryIndex made(ManualClock clock) {
        return new InMemoryIndex(clock);
    }

    @Override
    protected IndexScan scan() {
        return index;
    }

    @Override
    protected IndexContent content() {
        return index;
    }

    @Override
    protected ChunkIndex index() {
        return index;
    }

    @Override
    protected int dimension() {
        return 3;
    }

    @Override
    protected Instant soon() {
        return clock.instant().plusSeconds(60);
    }
}
