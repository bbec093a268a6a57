package engram.local.part;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Ports of the loopback interface, the only one that parts listen on.
public final class Loopback {
    public static final String ADDRESS = "127.0.0.1";

    private Loopback() {}

    /// A port that was free a moment ago: the one asked for, or any for 0.
    ///
    /// @throws StartFailure if something else listens on the one asked for
    public static int free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(ADDRESS), port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartFailure("port " + port + " of " + ADDRESS
                    + " is in use: stop what listens there, or choose another with --port (" + e.getMessage() + ")", e);
        }
    }
}
