package engram.storage.inventory;

import engram.domain.BucketListing.Listed;
import engram.storage.inventory.Manifest.DataFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/// Reads a data file line by line, and makes sure that it is the one that the manifest names.
final class DataLines {

    /// Longer than any line that S3 writes: its longest fields are a key of 1,024 bytes, each as three characters, and an object's
    /// access control list.
    private static final int LONGEST = 1 << 20;
    private static final int BUFFER = 1 << 16;

    private DataLines() {}

    /// Hands over every object that is there now. What it handed over counts only if it returns.
    ///
    /// @param bytes of the file, as they are
    /// @throws IllegalArgumentException if the file is another than the manifest says, or makes no sense
    static void read(InputStream bytes, DataFile file, Columns columns, Consumer<Listed> found) {
        MessageDigest md5 = md5();
        Counted counted = new Counted(bytes);
        DigestInputStream digested = new DigestInputStream(counted, md5);
        int line = 0;
        try {
            Lines lines = new Lines(new GZIPInputStream(digested, BUFFER));
            for (String text = lines.next(); text != null; text = lines.next()) {
                line++;
                if (!text.isEmpty()) {
                    columns.object(CsvLine.fields(text)).ifPresent(found);
                }
            }
            digested.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new IllegalArgumentException("its file %s is no gzip, or cut off".formatted(file.key()), e);
        } catch (RuntimeException e) {
            throw e instanceof IllegalArgumentException || e instanceof DateTimeException
                    ? new IllegalArgumentException("line %d of its file %s makes no sense: %s".formatted(line, file.key(), e.getMessage()), e)
                    : e;
        }
        String seen = HexFormat.of().formatHex(md5.digest());
        if (counted.bytes != file.size() || !seen.equalsIgnoreCase(file.md5())) {
            throw new IllegalArgumentException("its file %s has %d bytes with the MD5 %s, and the manifest says %d and %s"
                    .formatted(file.key(), counted.bytes, seen, file.size(), file.md5()));
        }
    }

    static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has MD5", e);
        }
    }

    private static final class Lines {
        private final InputStream in;
        private byte[] bytes = new byte[BUFFER];
        private int from;
        private int to;

        Lines(InputStream in) {
            this.in = in;
        }

        /// Null at the end.
        String next() throws IOException {
            for (int at = from; ; at++) {
                if (at == to) {
                    at -= from;
                    if (!more()) {
                        return to == 0 ? null : line(to);
                    }
                }
                if (bytes[at] == '\n') {
                    String line = line(at);
                    from++;
                    return line;
                }
            }
        }

        /// From the begin of the line to there, where the next one begins.
        private String line(int end) {
            int length = end > from && bytes[end - 1] == '\r' ? end - from - 1 : end - from;
            String line = new String(bytes, from, length, StandardCharsets.UTF_8);
            from = end;
            return line;
        }

        /// Reads on, with the begin of the line at the first place; at the end of the file nothing is left there but this line.
        private boolean more() throws IOException {
            System.arraycopy(bytes, from, bytes, 0, to - from);
            to -= from;
            from = 0;
            if (to == bytes.length) {
                if (to >= LONGEST) {
                    throw new IllegalArgumentException("it is longer than " + LONGEST + " bytes");
                }
                bytes = Arrays.copyOf(bytes, 2 * to);
            }
            int read = in.read(bytes, to, bytes.length - to);
            to += Math.max(0, read);
            return read > 0;
        }
    }

    private static final class Counted extends FilterInputStream {
        private long bytes;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            bytes += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            bytes += Math.max(0, read);
            return read;
        }
    }
}
