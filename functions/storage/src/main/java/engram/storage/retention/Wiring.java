package engram.storage.retention;

import engram.domain.retention.Ledger;
import engram.domain.retention.Notebook;
import engram.domain.retention.SweptBucket;
import engram.domain.retention.Traces;
import engram.storage.CatalogTable;
import engram.storage.IndexConnection;
import engram.storage.StorageConfig;
import engram.storage.circuit.Circuits;
import engram.storage.circuit.Store;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import software.amazon.awssdk.services.s3.S3Client;

/// Puts the ports of retention on top of the stores' clients.
final class Wiring {

    @Produces
    @Singleton
    Notebook notebook(CatalogTable table) {
        return new DynamoNotebook(table);
    }

    /// Typed: it is no second list of the bucket for those who want one.
    @Produces
    @Singleton
    @Typed(SweptBucket.class)
    SweptBucket sweptBucket(S3Client client, StorageConfig config, Circuits circuits) {
        return new S3SweptBucket(client, config.bucket(), circuits.of(Store.S3), InstantSource.system());
    }

    @Produces
    @Singleton
    Ledger ledger(S3Client client, StorageConfig config, LedgerConfig ledger, Circuits circuits) {
        return new S3Ledger(client, bucket(ledger, config.bucket()), circuits.of(Store.S3));
    }

    static String bucket(LedgerConfig ledger, String documents) {
        String bucket = ledger.bucket()
                .orElseThrow(() -> new IllegalStateException("engram.ledger.bucket is not set: set ENGRAM_LEDGER_BUCKET to the bucket"
                        + " that keeps the rules, holds and receipts of retention"));
        if (bucket.equals(documents)) {
            throw new IllegalStateException("engram.ledger.bucket is the documents' bucket " + documents
                    + ": what is in there is indexed, so give retention a bucket of its own");
        }
        return bucket;
    }

    @Produces
    @Singleton
    Traces traces(IndexConnection connection, StorageConfig config) {
        return new IndexTraces(connection, config.indexAlias(), config.shownWithin());
    }
}
