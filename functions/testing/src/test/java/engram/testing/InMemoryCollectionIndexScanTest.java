package engram.testing;

class InMemoryCollectionIndexScanTest extends InMemoryIndexScanTest {

    @Override
    InMemoryIndex made(ManualClock clock) {
        return new InMemoryCollection(clock);
    }
}
