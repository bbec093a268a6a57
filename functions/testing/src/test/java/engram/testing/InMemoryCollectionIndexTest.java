package engram.testing;

class InMemoryCollectionIndexTest extends InMemoryChunkIndexTest {

    @Override
    InMemoryIndex made(ManualClock clock) {
        return new InMemoryCollection(clock);
    }

    @Override
    protected boolean fences() {
        return false;
    }
}
