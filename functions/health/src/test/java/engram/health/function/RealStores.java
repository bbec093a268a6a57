package engram.health.function;

import engram.local.system.parts.EmbeddedServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
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
            Map<String, String> settings = servers.settings();
            settings.put("test.pids", String.join(",", pids()));
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
