package engram.storage.health;

import engram.domain.health.LagLog;
import engram.domain.health.ReconcileReports;
import engram.domain.health.RetentionReports;
import engram.domain.health.VersionLog;
import engram.domain.health.Vitals;
import engram.domain.health.Watchbook;
import engram.storage.CatalogTable;
import engram.storage.IndexConnection;
import engram.storage.StorageConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Puts the ports of health on top of the stores' clients.
final class Wiring {

    @Produces
    @Singleton
    HealthRows rows(CatalogTable table) {
        return new HealthRows(table);
    }

    @Produces
    @Singleton
    LagLog lagLog(HealthRows rows) {
        return new DynamoLagLog(rows);
    }

    @Produces
    @Singleton
    ReconcileReports reconcileReports(HealthRows rows) {
        return new DynamoReconcileReports(rows);
    }

    @Produces
    @Singleton
    RetentionReports retentionReports(HealthRows rows) {
        return new DynamoRetentionReports(rows);
    }

    @Produces
    @Singleton
    VersionLog versionLog(HealthRows rows) {
        return new DynamoVersionLog(rows);
    }

    @Produces
    @Singleton
    Watchbook watchbook(HealthRows rows) {
        return new DynamoWatchbook(rows);
    }

    @Produces
    @Singleton
    Vitals vitals(
            S3Client s3,
            SqsClient sqs,
            CatalogTable catalog,
            IndexConnection index,
            VersionLog versions,
            StorageConfig config) {
        return new StoreVitals(
                s3,
                config.bucket(),
                new QueueVitals(sqs, config.queueUrl()),
                catalog,
                config.embeddingsTable(),
                new IndexVitals(index, config.indexAlias(), InstantSource.system()),
                versions);
    }
}
