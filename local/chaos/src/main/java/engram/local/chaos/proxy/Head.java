package engram.local.chaos.proxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The first part of an HTTP/1.1 message as it came, up to the empty line.
record Head(byte[] raw, List<String> lines) {

    private static final int LONGEST = 1 << 16;
    private static final long LONGEST_BODY = 1L << 40;

    /// What follows a head.
    sealed interface Body {
        record Sized(long bytes) implements Body {
        }

        record Chunked() implements Body {
        }

        record UntilClosed() implements Body {
        }
    }

    private static final Body NONE = new Body.Sized(0);

    /// The next head; empty if the other side has closed the connection instead.
    static Optional<Head> read(InputStream in) throws IOException {
        var raw = new ByteArrayOutputStream(512);
        for (int end = 0; end < 4; ) {
            int next = in.read();
            if (next < 0) {
                if (raw.size() == 0) {
                    return Optional.empty();
                }
                throw new EOFException("the connection ended inside a head");
            }
            raw.write(next);
            end = next == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : next == '\r' ? 1 : 0;
            if (raw.size() > LONGEST) {
                throw new IOException("a head of more than " + LONGEST + " bytes");
            }
        }
        return Optional.of(new Head(raw.toByteArray(), raw.toString(StandardCharsets.ISO_8859_1).lines().toList()));
    }

    Optional<String> header(String name) {
        String start = name + ":";
        return lines.stream().skip(1).filter(line -> line.regionMatches(true, 0, start, 0, start.length()))
                .map(line -> line.substring(start.length()).strip()).findFirst();
    }

    private boolean says(String name, String value) {
        return header(name).filter(found -> found.toLowerCase(Locale.ROOT).contains(value)).isPresent();
    }

    /// Whether the sender waits for a word before it sends the body.
    boolean waits() {
        return says("Expect", "100-continue");
    }

    /// Without the wish to be told to go on.
    byte[] withoutWaiting() {
        if (!waits()) {
            return raw;
        }
        var kept = new StringBuilder();
        lines.stream().filter(line -> !line.regionMatches(true, 0, "Expect:", 0, 7)).filter(line -> !line.isEmpty())
                .forEach(line -> kept.append(line).append("\r\n"));
        return kept.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean closes() {
        return says("Connection", "close");
    }

    boolean asksForHead() {
        return lines.getFirst().startsWith("HEAD ");
    }

    Body requestBody() throws IOException {
        return says("Transfer-Encoding", "chunked") ? new Body.Chunked() : sized().orElse(NONE);
    }

    /// @param request that this answers
    Body answerBody(Head request) throws IOException {
        int status = status();
        if (request.asksForHead() || status == 204 || status == 304 || status < 200) {
            return NONE;
        }
        return says("Transfer-Encoding", "chunked") ? new Body.Chunked() : sized().orElse(new Body.UntilClosed());
    }

    /// Whether the real answer is still to come.
    boolean interim() throws IOException {
        return status() < 200;
    }

    private int status() throws IOException {
        String[] words = lines.getFirst().split(" ");
        if (words.length < 2 || !words[1].matches("[1-5][0-9]{2}")) {
            throw new IOException("not an HTTP answer");
        }
        return Integer.parseInt(words[1]);
    }

    private Optional<Body> sized() throws IOException {
        Optional<String> length = header("Content-Length");
        if (length.isEmpty()) {
            return Optional.empty();
        }
        try {
            long bytes = Long.parseLong(length.get());
            if (bytes >= 0 && bytes <= LONGEST_BODY) {
                return Optional.of(new Body.Sized(bytes));
            }
        } catch (NumberFormatException e) {
            throw new IOException("no length: " + length.get(), e);
        }
        throw new IOException("no length: " + length.get());
    }
}
