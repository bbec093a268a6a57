package engram.local.sqs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import engram.local.part.Loopback;
import engram.local.part.Server;
import java.nio.file.Path;
import java.util.Map;
import org.apache.pekko.actor.Terminated;
import org.elasticmq.server.ElasticMQServer;
import org.elasticmq.server.config.ElasticMQServerConfig;
import scala.Function0;

/// ElasticMQ in this process, each message written to an H2 database before it is acknowledged.
final class Sqs implements Server {
    private final int port;
    private final Function0<Terminated> shutdown;

    private Sqs(int port, Function0<Terminated> shutdown) {
        this.port = port;
        this.shutdown = shutdown;
    }

    static Sqs start(int port, Path data, Queues queues) {
        Config config = server(port)
                .withFallback(database(data))
                .withFallback(queues(queues))
                .withFallback(ConfigFactory.load());
        return new Sqs(port, new ElasticMQServer(new ElasticMQServerConfig(config.resolve())).start());
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() {
        shutdown.apply();
    }

    private static Config server(int port) {
        return ConfigFactory.parseMap(Map.of(
                "rest-sqs.bind-hostname", Loopback.ADDRESS,
                "rest-sqs.bind-port", port,
                "node-address.host", Loopback.ADDRESS,
                "node-address.port", port,
                "aws.region", "us-east-1",
                "pekko.loglevel", "INFO"));
    }

    /// Written through to the file at each commit, so that a killed process loses nothing that it acknowledged.
    private static Config database(Path data) {
        return ConfigFactory.parseMap(Map.of(
                "messages-storage.enabled", true,
                "messages-storage.uri", "jdbc:h2:file:" + data.resolve("messages") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"));
    }

    private static Config queues(Queues queues) {
        return ConfigFactory.parseMap(Map.of(
                "queues", Map.of(
                        queues.hints(), Map.of(
                                "defaultVisibilityTimeout", queues.visibilityTimeout() + " seconds",
                                "deadLettersQueue", Map.of(
                                        "name", queues.deadLetters(), "maxReceiveCount", queues.maxReceives())),
                        queues.deadLetters(), Map.of())));
    }
}
