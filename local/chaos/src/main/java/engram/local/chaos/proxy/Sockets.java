package engram.local.chaos.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The connections of a proxy, on both sides. Safe for use by several threads.
final class Sockets {

    /// For the server's answer, and for a client's next request.
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final InetSocketAddress server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Sockets(InetSocketAddress server) {
        this.server = server;
    }

    int open() {
        return open.size();
    }

    void add(Socket client) {
        open.add(client);
    }

    void remove(Socket client) {
        open.remove(client);
    }

    /// Has reads end in exceptions rather than never.
    static void bound(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) LONGEST_SILENCE.toMillis());
    }

    /// A connection to the server, to be given back by [#hangUp].
    Socket call() throws IOException {
        var socket = new Socket();
        open.add(socket);
        try {
            bound(socket);
            socket.connect(server, (int) CONNECT.toMillis());
            if (closed) {
                throw new IOException("the proxy is closed");
            }
            return socket;
        } catch (IOException e) {
            hangUp(socket);
            throw e;
        }
    }

    void hangUp(Socket socket) throws IOException {
        open.remove(socket);
        socket.close();
    }

    /// Closes all of them, and those that are opened from now on.
    void close() throws IOException {
        closed = true;
        for (Socket socket : open) {
            socket.close();
        }
    }
}
