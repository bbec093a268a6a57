package engram.local.dynamodb;

import engram.local.part.Arguments;
import engram.local.part.Launch;
import engram.local.part.Loopback;
import engram.local.part.Server;
import java.util.Set;

/// DynamoDB on this machine: DynamoDB Local with its data in `--data`, one database for all credentials and regions.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Launch.run("dynamodb", args, Set.of(), Main::start);
    }

    private static Server start(Arguments arguments) throws Exception {
        int port = Loopback.free(arguments.port());
        DynamoDb server = new DynamoDb(port, arguments.data());
        server.start();
        return server;
    }
}
