package engram.testing;

import engram.domain.Bucket;
import engram.domain.BucketListing;
import engram.domain.SourcePath;
import engram.testing.contract.BucketListingContract;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

class InMemoryBucketListingTest extends BucketListingContract {

    private final InMemoryBucket bucket = new InMemoryBucket(new ManualClock(Instant.EPOCH));

    @Override
    protected BucketListing listing() {
        return bucket;
    }

    @Override
    protected Bucket bucket() {
        return bucket;
    }

    @Override
    protected void put(SourcePath path, String text) {
        bucket.put(path, text.getBytes(StandardCharsets.UTF_8), "text/plain", Map.of());
    }
}
