package engram.local.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/// The port of the HTTP API, while Engram does not run: nobody else may have it.
record PortCheck(int port) implements Check {

    @Override
    public String name() {
        return "port " + port;
    }

    @Override
    public List<Finding> look() {
        try (ServerSocket free = new ServerSocket()) {
            free.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return List.of();
        } catch (IOException e) {
            return List.of(Finding.of(
                    "port " + port + " is in use by another program",
                    "end that program, or start Engram on another port: local/engram up --port 0"));
        }
    }
}
