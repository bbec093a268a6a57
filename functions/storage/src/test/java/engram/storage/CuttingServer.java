package engram.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that says the same to every request, or only the beginning of it, and then ends the connection.
final class CuttingServer implements AutoCloseable {

    final AtomicInteger asked = new AtomicInteger();
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final byte[] answer;
    private volatile int length;
    private volatile boolean once;

    CuttingServer(String answer) throws IOException {
        this.answer = answer.getBytes(StandardCharsets.ISO_8859_1);
        this.length = this.answer.length;
        Thread.ofPlatform().daemon().name("cutting server").start(this::serve);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /// From now on only so many bytes of the answer are heard.
    void cutAt(int bytes) {
        length = bytes;
        once = false;
    }

    /// Only so many bytes of the next answer are heard.
    void cutOnceAt(int bytes) {
        length = bytes;
        once = true;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                read(client.getInputStream());
                asked.incrementAndGet();
                client.getOutputStream().write(answer, 0, length);
                if (once) {
                    cutAt(answer.length);
                }
            } catch (SocketException e) {
                // Closed by this test, or by a client that did not want to hear more: the next one decides.
                continue;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// A request, its body included: a connection that is closed with bytes unread is reset, not ended.
    private static void read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            head.append((char) next);
        }
        String length = head.toString().lines().filter(line -> line.toLowerCase().startsWith("content-length:"))
                .findFirst().map(line -> line.substring(15).strip()).orElse("0");
        in.readNBytes(Integer.parseInt(length));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
