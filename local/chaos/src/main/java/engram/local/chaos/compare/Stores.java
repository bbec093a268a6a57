package engram.local.chaos.compare;

import engram.local.system.AwsJson;
import engram.local.system.Description;
import java.io.IOException;
import java.time.Duration;

/// The stores of a running system, as they can be looked into from outside.
public final class Stores implements AutoCloseable {

    private final Web web = new Web(Duration.ofMinutes(1));
    private final BucketReader bucket;
    private final CatalogReader catalog;
    private final IndexReader index;

    public Stores(Description system) {
        this.bucket = new BucketReader(web, system.s3().endpoint(), system.s3().bucket());
        this.catalog = new CatalogReader(AwsJson.dynamoDb(web.client(), system.dynamodb().endpoint()), system.dynamodb().catalogTable());
        this.index = new IndexReader(web, system.opensearch().endpoint(), system.opensearch().alias());
    }

    public CatalogReader catalog() {
        return catalog;
    }

    /// All that is there; of one moment only if nothing changes meanwhile.
    public Snapshot snapshot() throws IOException, InterruptedException {
        CatalogReader.Contents contents = catalog.read();
        return new Snapshot(bucket.read(), contents.rows(), index.read(), contents.unsettled());
    }

    @Override
    public void close() {
        web.close();
    }
}
