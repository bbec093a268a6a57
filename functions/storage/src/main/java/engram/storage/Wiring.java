package engram.storage;

import engram.domain.AppendedChunks;
import engram.domain.Backoff;
import engram.domain.Catalog;
import engram.domain.CatalogScan;
import engram.domain.ChunkIndex;
import engram.domain.ChunkSearch;
import engram.domain.Embedder;
import engram.domain.EmbeddingCache;
import engram.domain.EmbeddingSample;
import engram.domain.Leases;
import engram.domain.Redelivery;
import engram.domain.Unsettled;
import engram.domain.Walks;
import engram.domain.retention.Retrievals;
import engram.storage.IndexBootstrap.Vectors;
import engram.storage.circuit.CircuitSettings;
import engram.storage.circuit.Circuits;
import engram.storage.circuit.Store;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Random;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Puts the stores behind their ports. Nothing is connected to before it is asked; a function that carries no
/// [Embedder] can read the index and the catalog.
final class Wiring {

    @Produces
    @Singleton
    Circuits circuits(FailureConfig config) {
        return new Circuits(new CircuitSettings(config.breakerOutages(), config.breakerPause()), Clock.systemUTC());
    }

    @Produces
    @Singleton
    S3Bucket bucket(S3Client client, StorageConfig config, Circuits circuits) {
        return new S3Bucket(client, config.bucket(), circuits.of(Store.S3));
    }

    @Produces
    @Singleton
    SqsHintQueue hintQueue(SqsClient client, StorageConfig config, Circuits circuits) {
        return new SqsHintQueue(
                client, queueUrl(config), config.bucket(), Clock.systemUTC(), circuits.of(Store.QUEUE));
    }

    @Produces
    @Singleton
    Redelivery redelivery(SqsClient client, StorageConfig config, Circuits circuits) {
        return new SqsRedelivery(client, queueUrl(config), circuits.of(Store.QUEUE));
    }

    private static String queueUrl(StorageConfig config) {
        return config.queueUrl()
                .orElseThrow(() -> new IllegalStateException(
                        "engram.queue-url is not set: set ENGRAM_QUEUE_URL to the queue that hints are sent to"));
    }

    @Produces
    @Singleton
    Backoff backoff(FailureConfig config) {
        return new Backoff(
                config.firstBackoff(),
                config.longestBackoff(),
                config.tries(),
                // Not a Random: processes that are restored from one snapshot would all wait alike.
                new SecureRandom(),
                Clock.systemUTC(),
                Thread::sleep);
    }

    @Produces
    @Singleton
    CatalogTable catalogTable(DynamoDbClient client, StorageConfig config, Circuits circuits) {
        return new CatalogTable(client, config.catalogTable(), circuits.of(Store.CATALOG));
    }

    @Produces
    @Singleton
    Leases leases(CatalogTable table) {
        return new DynamoLeases(table);
    }

    @Produces
    @Singleton
    CatalogScan catalogScan(CatalogTable table) {
        return new DynamoCatalogScan(table);
    }

    @Produces
    @Singleton
    Walks walks(CatalogTable table) {
        return new DynamoWalks(table);
    }

    @Produces
    @Singleton
    OpenSearchIndexScan indexScan(IndexConnection connection, StorageConfig config) {
        return new OpenSearchIndexScan(connection, config.indexAlias(), config.indexKind(), config.indexShownWithin());
    }

    @Produces
    @Singleton
    Unsettled unsettled(CatalogTable table) {
        return new DynamoUnsettled(table);
    }

    @Produces
    @Singleton
    Catalog catalog(CatalogTable table, Backoff backoff) {
        return new DynamoCatalog(table, backoff);
    }

    @Produces
    @Singleton
    Retrievals retrievals(CatalogTable table, Backoff backoff) {
        return new DynamoRetrievals(table, backoff);
    }

    @Produces
    @Singleton
    EmbeddingCache embeddingCache(
            DynamoDbClient client,
            StorageConfig config,
            Instance<Embedder> embedder,
            Backoff backoff,
            Circuits circuits) {
        return new DynamoEmbeddingCache(
                client,
                config.embeddingsTable(),
                () -> embedder.get().dimension(),
                config.embeddingsKept(),
                backoff,
                circuits.of(Store.EMBEDDINGS));
    }

    @Produces
    @Singleton
    EmbeddingSample embeddingSample(DynamoDbClient client, StorageConfig config, Circuits circuits) {
        return new DynamoEmbeddingSample(client, config.embeddingsTable(), new Random(), circuits.of(Store.EMBEDDINGS));
    }

    @Produces
    @Singleton
    IndexConnection indexConnection(StorageConfig config, FailureConfig failure, Circuits circuits) {
        return new IndexConnection(
                IndexPlace.endpoint(config.indexEndpoint()),
                new IndexTimeouts(
                        failure.indexConnectTimeout(), failure.indexSearchTimeout(), failure.indexWriteTimeout()),
                IndexPlace.signing(config.indexSigning(), config.indexKind()).map(Wiring::signer).orElse(RequestSigner.NONE),
                Clock.systemUTC(),
                circuits.of(Store.INDEX));
    }

    void close(@Disposes IndexConnection connection) throws IOException {
        connection.close();
    }

    private static RequestSigner signer(String service) {
        return RequestSigner.aws(
                service,
                new DefaultAwsRegionProviderChain().getRegion().id(),
                DefaultCredentialsProvider.builder().build());
    }

    @Produces
    @Singleton
    ChunkIndex chunkIndex(IndexConnection connection, StorageConfig config, Instance<Embedder> embedder) {
        Supplier<Vectors> vectors =
                () -> new Vectors(embedder.get().modelVersion(), embedder.get().dimension());
        String alias = config.indexAlias();
        IndexBootstrap bootstrap = new IndexBootstrap(connection, alias, config.indexKind(), vectors);
        return switch (config.indexKind()) {
            case DOMAIN -> new OpenSearchChunkIndex(connection, alias, bootstrap);
            case SERVERLESS -> new AppendedChunks(
                    new CollectionEntries(connection, alias, bootstrap), Clock.systemUTC(), time -> Thread.sleep(time));
        };
    }

    @Produces
    @Singleton
    ChunkSearch chunkSearch(IndexConnection connection, StorageConfig config) {
        return new OpenSearchChunkSearch(connection, config.indexAlias(), config.indexKind());
    }
}
