package engram.local.opensearch;

import engram.local.part.Arguments;
import engram.local.part.Launch;
import engram.local.part.Loopback;
import engram.local.part.Server;
import java.util.Set;

/// OpenSearch on this machine: one node with k-NN whose data is in `--data`; `--home` is the unpacked distribution, from
/// which the class path of this process must be taken, too.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Launch.run("opensearch", args, Set.of("home"), Main::start);
    }

    private static Server start(Arguments arguments) throws Exception {
        return OneNode.start(arguments.path("home"), arguments.data(), Loopback.free(arguments.port()));
    }
}
