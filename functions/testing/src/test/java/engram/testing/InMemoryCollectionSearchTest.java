package engram.testing;

class InMemoryCollectionSearchTest extends InMemoryChunkSearchTest {

    @Override
    InMemoryIndex made(ManualClock clock) {
        return new InMemoryCollection(clock);
    }
}
