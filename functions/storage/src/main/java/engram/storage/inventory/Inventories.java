package engram.storage.inventory;

import engram.domain.BucketListing;
import engram.storage.StorageConfig;
import engram.storage.circuit.Circuits;
import engram.storage.circuit.Store;
import java.nio.file.Path;
import java.time.InstantSource;
import software.amazon.awssdk.services.s3.S3Client;

/// Lists of the documents' bucket that S3 Inventory made.
public final class Inventories {

    /// Some 15 MB.
    private static final int AT_ONCE = 50_000;

    private final S3Client client;
    private final StorageConfig config;
    private final Circuits circuits;

    Inventories(S3Client client, StorageConfig config, Circuits circuits) {
        this.client = client;
        this.config = config;
        this.circuits = circuits;
    }

    /// What is there, or the newest of what is there; nothing is read before somebody lists.
    ///
    /// @param location `s3://BUCKET/FOLDER/` or `s3://BUCKET/…/manifest.json`
    /// @throws IllegalArgumentException if it is neither
    public BucketListing at(String location) {
        InventoryPlace place = InventoryPlace.parse(location);
        return new InventoryListing(
                new InventoryBucket(client, place.bucket(), circuits.of(Store.S3)),
                place,
                config.bucket(),
                Path.of(System.getProperty("java.io.tmpdir")),
                AT_ONCE,
                InstantSource.system());
    }
}
