package engram.local.dynamodb;

import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import engram.local.part.Loopback;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/// DynamoDB Local in this process. Its own server listens on every interface; this one on the loopback interface only, and
/// without the telemetry that its own command line would have to switch off.
final class DynamoDb implements engram.local.part.Server {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    private final LocalDynamoDBServerHandler handler;

    DynamoDb(int port, Path data) {
        boolean inMemory = false;
        boolean oneDatabase = true;
        boolean slowTransitions = false;
        handler = new LocalDynamoDBServerHandler(
                new LocalDynamoDBRequestHandler(0, inMemory, data.toString(), oneDatabase, slowTransitions), null);
        connector.setHost(Loopback.ADDRESS);
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new DynamoDBProxyServer(port, handler).setUpHandler(handler));
    }

    void start() throws Exception {
        server.start();
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
            handler.close();
        } catch (Exception e) {
            throw new IOException("DynamoDB Local did not stop", e);
        }
    }
}
