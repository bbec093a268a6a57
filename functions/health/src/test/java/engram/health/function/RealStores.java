package engram.health.function;

import engram.local.system.parts.EmbeddedServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The world of the tests that keep nothing in memory: the real servers.
public final class RealStores implements QuarkusTestProfile {

    private static EmbeddedServers servers;

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

        @Override
        public Map<String, String> start() {
            servers = EmbeddedServers.start();
            Map<String, String> settings = new HashMap<>(Map.of(
                    "engram.bucket", EmbeddedServers.BUCKET,
                    "engram.queue-url", servers.queueUrl(),
                    "engram.index-endpoint", servers.openSearch().toString(),
                    "quarkus.s3.endpoint-override", servers.s3().toString(),
                    "quarkus.s3.path-style-access", "true",
                    "quarkus.sqs.endpoint-override", servers.sqs().toString(),
                    "quarkus.dynamodb.endpoint-override", servers.dynamoDb().toString(),
                    "test.pids", String.join(",", pids())));
            for (String client : List.of("s3", "sqs", "dynamodb")) {
                settings.put("quarkus." + client + ".aws.region", "us-east-1");
                settings.put("quarkus." + client + ".aws.credentials.type", "static");
                settings.put("quarkus." + client + ".aws.credentials.static-provider.access-key-id", "local");
                settings.put("quarkus." + client + ".aws.credentials.static-provider.secret-access-key", "local");
            }
            return settings;
        }

        private static List<String> pids() {
            return java.util.Arrays.stream(engram.local.system.parts.Part.values())
                    .map(part -> part.id() + "=" + servers.of(part).handle().pid())
                    .toList();
        }

        @Override
        public void stop() {
            if (servers != null) {
                servers.close();
            }
        }
    }
}
