package engram.storage;

/// A collection of OpenSearch Serverless keeps the same promises, as far as it can.
class ServerlessChunkIndexTest extends OpenSearchChunkIndexTest {

    private static final TestIndex COLLECTION = TestIndex.inACollection();

    @Override
    TestIndex store() {
        return COLLECTION;
    }

    @Override
    protected boolean fences() {
        return false;
    }
}
