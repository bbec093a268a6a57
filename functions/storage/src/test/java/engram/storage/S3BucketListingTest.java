package engram.storage;

import engram.domain.Bucket;
import engram.domain.BucketListing;
import engram.domain.SourcePath;
import engram.storage.circuit.Store;
import engram.testing.contract.BucketListingContract;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3BucketListingTest extends BucketListingContract {

    private static final S3Client CLIENT = Servers.s3(Servers.get().s3());

    private final S3Bucket bucket = new S3Bucket(CLIENT, "engram", Servers.circuit(Store.S3));

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
        CLIENT.putObject(put -> put.bucket("engram").key(path.key()), RequestBody.fromString(text));
    }
}
