package engram.storage.inventory;

import engram.domain.Bucket;
import engram.domain.BucketListing;
import engram.domain.BucketListing.Listed;
import engram.domain.ObjectState;
import engram.domain.SourcePath;
import engram.storage.ObjectStates;
import engram.testing.contract.BucketListingContract;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/// An inventory that is made anew before each look lists what the bucket itself lists.
class InventoryListingContractTest extends BucketListingContract {

    private static final String DOCUMENTS = "engram";
    private static final String FOLDER = "2026-11-21T01-00Z";

    @TempDir
    Path folder;

    @Override
    protected BucketListing listing() {
        String prefix = "contract/" + UUID.randomUUID() + "/";
        Delivery delivery = new Delivery(DOCUMENTS, prefix, 7);
        List<String> lines = Delivery.CLIENT.listObjectsV2Paginator(list -> list.bucket(DOCUMENTS)).contents().stream()
                .map(object -> delivery.line(new Listed(new SourcePath(object.key()), object.eTag().replace("\"", ""), object.size(), object.lastModified())))
                .toList();
        delivery.deliver(FOLDER, Instant.now(), lines);
        return new InventoryListing(
                new InventoryBucket(Delivery.CLIENT, Delivery.BUCKET, InventoryListingTest.circuit()),
                new InventoryPlace(Delivery.BUCKET, prefix + FOLDER + "/manifest.json"), DOCUMENTS, folder, 4, InstantSource.system());
    }

    @Override
    protected Bucket bucket() {
        return new Bucket() {
            @Override
            public Optional<ObjectState> find(SourcePath path) {
                return Optional.of(ObjectStates.of(Delivery.CLIENT.headObject(head -> head.bucket(DOCUMENTS).key(path.key()))));
            }

            @Override
            public Optional<byte[]> read(SourcePath path, ObjectState state) {
                throw new AssertionError("a list is made without reading objects");
            }

            @Override
            public void delete(SourcePath path) {
                throw new AssertionError("a list is made without deleting objects");
            }
        };
    }

    @Override
    protected void put(SourcePath path, String text) {
        Delivery.CLIENT.putObject(put -> put.bucket(DOCUMENTS).key(path.key()), RequestBody.fromString(text));
    }
}
