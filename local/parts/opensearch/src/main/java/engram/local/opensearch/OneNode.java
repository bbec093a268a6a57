package engram.local.opensearch;

import engram.local.part.Loopback;
import engram.local.part.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.opensearch.common.logging.LogConfigurator;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;

/// A cluster of one OpenSearch node in this process, started without the launcher that refuses to run as root.
final class OneNode implements Server {
    private static final TimeValue SHARDS_START_WITHIN = TimeValue.timeValueSeconds(30);

    private final Node node;
    private final int port;

    private OneNode(Node node, int port) {
        this.node = node;
        this.port = port;
    }

    static OneNode start(Path home, Path data, int port) throws Exception {
        Settings settings = Settings.builder()
                .put("path.home", home)
                .put("path.data", data.resolve("nodes"))
                .put("path.logs", data.resolve("logs"))
                .put("cluster.name", "engram-local")
                .put("node.name", "local")
                .put("discovery.type", "single-node")
                .put("http.host", Loopback.ADDRESS)
                .put("http.port", port)
                .put("transport.host", Loopback.ADDRESS)
                .put("transport.port", "0")
                .put("action.auto_create_index", false)
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .build();
        Environment environment = InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "local");
        LogConfigurator.setNodeName("local");
        Node node = new Node(environment).start();
        awaitShards(node);
        return new OneNode(node, port);
    }

    /// Whoever is told that it runs may search at once. A shard that is broken keeps nobody waiting for ever: the search says so.
    private static void awaitShards(Node node) {
        node.client().admin().cluster().prepareHealth().setWaitForYellowStatus().setTimeout(SHARDS_START_WITHIN).get();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        node.close();
    }
}
