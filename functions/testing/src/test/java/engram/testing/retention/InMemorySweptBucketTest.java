package engram.testing.retention;

import engram.domain.SourcePath;
import engram.domain.retention.Destination;
import engram.domain.retention.SweptBucket;
import engram.testing.contract.SweptBucketContract;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

class InMemorySweptBucketTest extends SweptBucketContract {

    private final InMemorySweptBucket bucket = new InMemorySweptBucket(InstantSource.system());

    @Override
    protected SweptBucket bucket() {
        return bucket;
    }

    @Override
    protected void put(SourcePath path, byte[] bytes, String contentType, Map<String, String> metadata) {
        bucket.put(path, bytes, contentType, metadata, Map.of());
    }

    @Override
    protected String archive() {
        return "archive";
    }

    @Override
    protected Optional<byte[]> archived(Destination destination, String key) {
        return bucket.archived(destination, key);
    }
}
