package engram.local.system.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An HTTP server on 127.0.0.1 with one virtual thread a request.
public final class LoopbackServer implements AutoCloseable {

    static {
        // Read once by the JDK's server: without it each answer may wait 40 ms for the peer's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private LoopbackServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /// Starts at once.
    ///
    /// @param port 0 for a free one
    /// @throws IOException if the port is in use
    public static LoopbackServer start(int port, String name, HttpHandler handler) throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        } catch (BindException e) {
            throw new IOException("port " + port + " on 127.0.0.1 is not available (" + e.getMessage()
                    + "): choose another one, or stop what uses it", e);
        }
        var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 0).factory());
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
        return new LoopbackServer(server, threads);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// Closes every connection and interrupts every handler.
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
