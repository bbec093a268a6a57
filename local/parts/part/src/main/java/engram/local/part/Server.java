package engram.local.part;

import java.io.IOException;

/// A server that answers on a port of the loopback interface.
public interface Server extends AutoCloseable {
    /// The port it listens on.
    int port();

    /// Stops it; what it acknowledged stays on disk.
    @Override
    void close() throws IOException;

    /// Starts a server; returns when it answers.
    @FunctionalInterface
    interface Starter {
        Server start(Arguments arguments) throws Exception;
    }
}
