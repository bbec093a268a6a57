package engram.local.chaos.proxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Brings bodies from one side to the other as they are framed, a few kilobytes at a time.
final class Copy {

    private static final int BUFFER = 1 << 14;
    private static final int LONGEST_LINE = 1 << 13;

    private Copy() {
    }

    static void body(InputStream in, OutputStream out, Head.Body body) throws IOException {
        switch (body) {
            case Head.Body.Sized(long bytes) -> exactly(in, out, bytes);
            case Head.Body.Chunked _ -> chunks(in, out);
            case Head.Body.UntilClosed _ -> in.transferTo(out);
        }
        out.flush();
    }

    private static void exactly(InputStream in, OutputStream out, long bytes) throws IOException {
        byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(1, bytes))];
        for (long left = bytes; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException("the connection ended " + left + " bytes early");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    private static void chunks(InputStream in, OutputStream out) throws IOException {
        long size;
        do {
            String line = line(in, out);
            try {
                size = Long.parseLong(line.replaceFirst(";.*", "").strip(), 16);
            } catch (NumberFormatException e) {
                throw new IOException("no size of a chunk", e);
            }
            if (size > 0) {
                exactly(in, out, size);
                line(in, out);
            }
        } while (size > 0);
        // Trailers, up to an empty line.
        while (!line(in, out).isEmpty()) { }
    }

    private static String line(InputStream in, OutputStream out) throws IOException {
        var line = new ByteArrayOutputStream(32);
        int next;
        do {
            next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended between chunks");
            }
            line.write(next);
            if (line.size() > LONGEST_LINE) {
                throw new IOException("a line of more than " + LONGEST_LINE + " bytes between chunks");
            }
        } while (next != '\n');
        line.writeTo(out);
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }
}
