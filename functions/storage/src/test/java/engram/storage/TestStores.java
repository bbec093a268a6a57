package engram.storage;

import engram.domain.Leases;
import engram.local.system.parts.EmbeddedServers;
import engram.storage.circuit.Circuit;
import engram.storage.circuit.Store;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// What tests of other packages take from this one.
public final class TestStores {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TestStores() {}

    public static EmbeddedServers servers() {
        return Servers.get();
    }

    /// The catalog's table on the real server.
    public static CatalogTable catalog() {
        return catalog(Servers.circuit(Store.CATALOG));
    }

    public static CatalogTable catalog(Circuit circuit) {
        return new CatalogTable(Servers.dynamoDb(), "engram-catalog", circuit);
    }

    /// One where nobody listens: the port is none that a server could have.
    public static CatalogTable catalogAway(Circuit circuit) {
        return new CatalogTable(Servers.dynamoDb(URI.create("http://127.0.0.1:1")), "engram-catalog", circuit);
    }

    public static Leases leases() {
        return new DynamoLeases(catalog());
    }

    public static S3Client s3(URI endpoint) {
        return Servers.s3(endpoint);
    }

    public static SqsClient sqs(URI endpoint) {
        return Servers.sqs(endpoint);
    }

    public static IndexConnection index(URI endpoint) {
        return new IndexConnection(
                endpoint,
                new IndexTimeouts(PATIENCE, PATIENCE, PATIENCE),
                RequestSigner.NONE,
                Clock.systemUTC(),
                Servers.circuit(Store.INDEX));
    }
}
