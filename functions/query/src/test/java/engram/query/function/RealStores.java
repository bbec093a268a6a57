package engram.query.function;

import engram.domain.Bucket;
import engram.domain.ChunkIndex;
import engram.domain.Embedder;
import engram.domain.Leases;
import engram.local.system.parts.EmbeddedServers;
import engram.local.system.parts.Part;
import engram.query.Librarian;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The world of the tests that keep nothing in memory: the real servers, the real model.
public final class RealStores implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        // A class that is no bean: with none selected the ports are the storage module's.
        return Map.of("quarkus.arc.selected-alternatives", RealStores.class.getName());
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Servers.class));
    }

    /// The servers, and where they are.
    public static final class Servers implements QuarkusTestResourceLifecycleManager {

        private EmbeddedServers servers;

        @Override
        public Map<String, String> start() {
            servers = EmbeddedServers.start(Part.S3, Part.DYNAMODB, Part.OPENSEARCH);
            return Map.ofEntries(
                    Map.entry("engram.bucket", EmbeddedServers.BUCKET),
                    Map.entry("engram.index-endpoint", servers.openSearch().toString()),
                    Map.entry("engram.model.directory", root() + "/functions/embedding/target/model"),
                    Map.entry("quarkus.s3.endpoint-override", servers.s3().toString()),
                    Map.entry("quarkus.s3.path-style-access", "true"),
                    Map.entry("quarkus.s3.aws.region", "us-east-1"),
                    Map.entry("quarkus.s3.aws.credentials.type", "anonymous"),
                    Map.entry("quarkus.dynamodb.endpoint-override", servers.dynamoDb().toString()),
                    Map.entry("quarkus.dynamodb.aws.region", "us-east-1"),
                    Map.entry("quarkus.dynamodb.aws.credentials.type", "static"),
                    Map.entry("quarkus.dynamodb.aws.credentials.static-provider.access-key-id", "local"),
                    Map.entry("quarkus.dynamodb.aws.credentials.static-provider.secret-access-key", "local"));
        }

        @Override
        public void stop() {
            if (servers != null) {
                servers.close();
            }
        }

        private static String root() {
            return System.getProperty("engram.root");
        }
    }

    /// Writes documents into the real stores.
    @Singleton
    static final class Writer {

        @Produces
        @Singleton
        Librarian librarian(
                @ConfigProperty(name = "quarkus.s3.endpoint-override") URI s3,
                Bucket bucket,
                Leases leases,
                ChunkIndex index,
                Embedder embedder) {
            return new Librarian(
                    InstantSource.system(), (path, text) -> put(s3, path.key(), text), bucket, leases, index, embedder);
        }

        private static void put(URI s3, String key, String text) {
            String path = URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
            HttpRequest request = HttpRequest.newBuilder(URI.create(s3 + "/" + EmbeddedServers.BUCKET + "/" + path))
                    .header("Content-Type", "text/plain")
                    .PUT(BodyPublishers.ofString(text))
                    .build();
            try (HttpClient client = HttpClient.newHttpClient()) {
                int status = client.send(request, BodyHandlers.discarding()).statusCode();
                if (status != 200) {
                    throw new AssertionError("S3 answered " + status + " to the put of " + key);
                }
            } catch (IOException e) {
                throw new AssertionError("S3 did not take " + key, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
