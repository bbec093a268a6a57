package engram.local.sqs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import engram.local.part.Loopback;
import engram.local.part.Server;
import engram.local.part.StartFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.server.config.ElasticMQServerConfig;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.util.Either;

/// ElasticMQ in this process, each message written to an H2 database before it is acknowledged.
final class Sqs implements Server {
    private static final String DATABASE = "messages-storage.uri";
    private static final Duration TO_RESTORE = Duration.ofMinutes(1);

    private final ActorSystem system;
    private final SQSRestServer server;
    private final String database;

    private Sqs(ActorSystem system, SQSRestServer server, String database) {
        this.system = system;
        this.server = server;
        this.database = database;
    }

    /// Starts with the queues and messages that an earlier process left in `data`.
    static Sqs start(int port, Path data, Queues queues) {
        Config config = database(data)
                .withFallback(queues.toConfig())
                .withFallback(quiet())
                .withFallback(ConfigFactory.load())
                .resolve();
        ElasticMQServerConfig settings = new ElasticMQServerConfig(config);
        ActorSystem system = ActorSystem.create("sqs", config);
        ActorRef store = system.actorOf(OneQueueAMessage.props(
                Props.create(SqlQueuePersistenceActor.class, settings.sqlQueuePersistenceConfig(), settings.baseQueues()),
                queues.names()));
        ActorRef manager = system.actorOf(Props.create(
                QueueManagerActor.class, new NowProvider(), StrictSQSLimits$.MODULE$, Option.apply(store)));
        restore(store, manager, data);
        SQSRestServer server = SQSRestServerBuilder.withActorSystem(system)
                .withQueueManagerActor(manager)
                .withQueueEventListener(store)
                .withInterface(Loopback.ADDRESS)
                .withPort(port)
                .withAWSRegion("us-east-1")
                .start();
        return new Sqs(system, server, config.getString(DATABASE));
    }

    @Override
    public int port() {
        return server.waitUntilStarted().localAddress().getPort();
    }

    /// Ends with the database closed, which gives up its lock and its unused space before the process ends.
    @Override
    public void close() throws IOException {
        server.stopAndWait();
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
        try (Connection connection = DriverManager.getConnection(database, "", "");
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException e) {
            throw new IOException("the database of the queues was not closed", e);
        }
    }

    private static void restore(ActorRef store, ActorRef manager, Path data) {
        try {
            Object result = Patterns.ask(store, new QueueEvent.Restore(manager), TO_RESTORE).toCompletableFuture().join();
            if (result instanceof Either<?, ?> either && either.isLeft()) {
                throw unreadable(data, either.left().toOption().get(), null);
            }
        } catch (CompletionException e) {
            throw unreadable(data, e.getCause(), e);
        }
    }

    private static StartFailure unreadable(Path data, Object reason, Exception cause) {
        return new StartFailure("the queues kept in " + data + " cannot be read (" + reason
                + "); another process may use them, else delete the directory to begin with empty queues", cause);
    }

    /// Written through to the file at each commit, so that a killed process loses nothing that it acknowledged; without a
    /// retention time, else each message leaves 60 KB behind in the file.
    private static Config database(Path data) {
        String options = ";WRITE_DELAY=0;RETENTION_TIME=0;DB_CLOSE_ON_EXIT=FALSE";
        return ConfigFactory.parseMap(Map.of(
                "messages-storage.enabled", true,
                DATABASE, "jdbc:h2:file:" + data.resolve("messages") + options));
    }

    private static Config quiet() {
        return ConfigFactory.parseMap(Map.of(
                "pekko.loglevel", "WARNING", "pekko.log-dead-letters", "off", "pekko.jvm-shutdown-hooks", "off"));
    }
}
