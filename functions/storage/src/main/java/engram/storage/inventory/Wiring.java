package engram.storage.inventory;

import engram.storage.StorageConfig;
import engram.storage.circuit.Circuits;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.s3.S3Client;

/// Puts the reader of inventories on top of S3's client.
final class Wiring {

    @Produces
    @Singleton
    Inventories inventories(S3Client client, StorageConfig config, Circuits circuits) {
        return new Inventories(client, config, circuits);
    }
}
