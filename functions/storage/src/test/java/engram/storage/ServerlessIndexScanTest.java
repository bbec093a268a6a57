package engram.storage;

/// A collection of OpenSearch Serverless keeps the same promises, as far as it can.
class ServerlessIndexScanTest extends OpenSearchIndexScanTest {

    private static final TestIndex COLLECTION = TestIndex.inACollection();

    @Override
    TestIndex store() {
        return COLLECTION;
    }
}
