package engram.local.chaos.proxy;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// The requests of one client's connection, one after the other.
final class Exchanges {

    private static final byte[] GO_ON = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GARBAGE = "\0\1\2 this is what a broken middlebox says \377\376\r\n\r\n"
            .getBytes(StandardCharsets.ISO_8859_1);
    private static final int GLANCE_MILLIS = 100;

    private final FaultProxy proxy;
    private final Sockets sockets;
    private final Socket client;
    private final InputStream in;
    private final OutputStream out;

    Exchanges(FaultProxy proxy, Sockets sockets, Socket client) throws IOException {
        this.proxy = proxy;
        this.sockets = sockets;
        Sockets.bound(client);
        this.client = client;
        this.in = new BufferedInputStream(client.getInputStream());
        this.out = client.getOutputStream();
    }

    /// Returns when the connection is at its end.
    void run() throws IOException, InterruptedException {
        boolean more;
        do {
            Optional<Head> request = Head.read(in);
            more = request.isPresent() && serve(request.get());
        } while (more);
    }

    /// @return whether the connection may be used again
    private boolean serve(Head request) throws IOException, InterruptedException {
        if (request.waits()) {
            out.write(GO_ON);
        }
        Optional<Injection> fate = proxy.fate(request);
        if (fate.isEmpty()) {
            return pass(request, in, out);
        }
        Injection injection = fate.get();
        return switch (injection.fault()) {
            case Fault.Delay(Duration time) -> {
                injection.pause(time);
                yield pass(request, in, out);
            }
            case Fault.Slow(int rate) -> pass(request, in, new Dripping(out, injection, rate));
            case Fault.Cut _ -> false;
            case Fault.LostAnswer _ -> {
                pass(request, in, OutputStream.nullOutputStream());
                yield false;
            }
            case Fault.CutAnswer(int bytes) -> pass(request, in, new Ending(out, bytes));
            case Fault.Silence _ -> silence(request, injection);
            case Fault.Answer answer -> answer(request, answer);
            case Fault.Garbage _ -> {
                take(request);
                out.write(GARBAGE);
                yield false;
            }
            case Fault.Twice _ -> twice(request);
            case Fault.Late(Duration time) -> late(request, time);
        };
    }

    /// Delivers a request and brings back what is answered.
    private boolean pass(Head request, InputStream body, OutputStream answerTo) throws IOException {
        Socket server = sockets.call();
        try {
            OutputStream there = server.getOutputStream();
            there.write(request.withoutWaiting());
            Copy.body(body, there, request.requestBody());
            return answer(request, new BufferedInputStream(server.getInputStream()), answerTo);
        } finally {
            sockets.hangUp(server);
        }
    }

    private static boolean answer(Head request, InputStream from, OutputStream to) throws IOException {
        while (true) {
            Head head = Head.read(from).orElseThrow(() -> new EOFException("the server ended the connection"));
            Head.Body body = head.answerBody(request);
            to.write(head.raw());
            Copy.body(from, to, body);
            if (!head.interim()) {
                return !head.closes() && !request.closes() && !(body instanceof Head.Body.UntilClosed);
            }
        }
    }

    private void take(Head request) throws IOException {
        Copy.body(in, OutputStream.nullOutputStream(), request.requestBody());
    }

    private boolean answer(Head request, Fault.Answer answer) throws IOException {
        take(request);
        byte[] body = answer.bytes();
        String head = "HTTP/1.1 " + answer.status() + " Fault\r\nContent-Type: " + answer.contentType()
                + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        if (!request.asksForHead()) {
            out.write(body);
        }
        return !request.closes();
    }

    private boolean silence(Head request, Injection injection) throws IOException {
        take(request);
        client.setSoTimeout(GLANCE_MILLIS);
        while (!injection.ended()) {
            try {
                if (in.read() < 0) {
                    return false;
                }
            } catch (SocketTimeoutException e) {
                continue;
            }
        }
        return false;
    }

    private boolean twice(Head request) throws IOException {
        Optional<byte[]> body = keep(request);
        if (body.isEmpty()) {
            return pass(request, in, out);
        }
        pass(request, new ByteArrayInputStream(body.get()), OutputStream.nullOutputStream());
        return pass(request, new ByteArrayInputStream(body.get()), out);
    }

    private boolean late(Head request, Duration time) throws IOException {
        Optional<byte[]> body = keep(request);
        if (body.isEmpty()) {
            return pass(request, in, out);
        }
        boolean kept = proxy.later(time, () ->
                pass(request, new ByteArrayInputStream(body.get()), OutputStream.nullOutputStream()));
        return !kept && pass(request, new ByteArrayInputStream(body.get()), out);
    }

    /// The body, framed as it came; empty if it is too long, or of unknown length: it has not been read then.
    private Optional<byte[]> keep(Head request) throws IOException {
        if (!(request.requestBody() instanceof Head.Body.Sized(long bytes)) || bytes > FaultProxy.LARGEST_KEPT) {
            return Optional.empty();
        }
        var body = new ByteArrayOutputStream((int) bytes);
        Copy.body(in, body, request.requestBody());
        return Optional.of(body.toByteArray());
    }
}
