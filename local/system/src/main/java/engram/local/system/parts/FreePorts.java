package engram.local.system.parts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/// Ports of the loopback interface on which nobody listens.
///
/// A port is chosen before the part that is to listen there has started, and again when a part that died comes back. So
/// none is taken from those that the system gives to outgoing connections (from 32,768 on Linux, 49,152 elsewhere), of
/// which any could be gone by then.
public final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int END = 32_768;
    private static final int TRIES = 200;

    private FreePorts() {}

    /// One that is free now, chosen by chance so that others who choose at the same time choose another.
    ///
    /// @throws PartFailure if none is found
    public static int any() {
        try (ServerSocket socket = hold(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new PartFailure(e.getMessage(), e);
        }
    }

    /// Holds the port that is wished for, or another if it is taken; any for 0.
    ///
    /// @throws IOException if none is free
    public static ServerSocket hold(int wished) throws IOException {
        IOException last = null;
        for (int i = 0; i < TRIES; i++) {
            int port = i == 0 && wished > 0 && wished <= 65_535 ? wished : RandomGenerator.getDefault().nextInt(FIRST, END);
            try {
                return bind(port);
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException("no free port was found on 127.0.0.1 between %d and %d: %s"
                .formatted(FIRST, END - 1, last.getMessage()), last);
    }

    private static ServerSocket bind(int port) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
