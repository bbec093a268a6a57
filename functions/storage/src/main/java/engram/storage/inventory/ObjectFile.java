package engram.storage.inventory;

import engram.domain.BucketListing.Listed;
import engram.domain.SourcePath;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/// Objects one after another in a temporary file, which nobody else sees and whose space is free again when the process ends,
/// however that is.
final class ObjectFile implements Closeable {

    private static final int WRITE_BUFFER = 1 << 18;
    private static final int READ_BUFFER = 1 << 13;
    private static final int FIXED = 2 * Short.BYTES + 2 * Long.BYTES + Integer.BYTES;

    private final FileChannel file;
    private final ByteBuffer unwritten = ByteBuffer.allocate(WRITE_BUFFER);
    private long written;

    private ObjectFile(FileChannel file) {
        this.file = file;
    }

    static ObjectFile in(Path folder) throws IOException {
        Path path = Files.createTempFile(folder, "engram-inventory-", ".tmp");
        return new ObjectFile(FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
    }

    /// Where the next object will begin.
    long end() {
        return written + unwritten.position();
    }

    void add(Listed object) throws IOException {
        byte[] path = object.path().key().getBytes(StandardCharsets.UTF_8);
        byte[] eTag = object.eTag().getBytes(StandardCharsets.UTF_8);
        if (unwritten.remaining() < FIXED + path.length + eTag.length) {
            written();
        }
        unwritten.putShort((short) path.length).put(path).putShort((short) eTag.length).put(eTag)
                .putLong(object.size())
                .putLong(object.lastModified().getEpochSecond())
                .putInt(object.lastModified().getNano());
    }

    /// Has all that was added readable.
    void written() throws IOException {
        unwritten.flip();
        while (unwritten.hasRemaining()) {
            written += file.write(unwritten, written);
        }
        unwritten.clear();
    }

    /// Objects from a begin of one up to another's.
    Reader read(long from, long to) {
        return new Reader(new DataInputStream(new BufferedInputStream(new Range(file, from, to), READ_BUFFER)));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /// Reads on from where it is.
    record Reader(DataInputStream in) {

        /// Empty at the end.
        Optional<Listed> next() throws IOException {
            int first = in.read();
            if (first < 0) {
                return Optional.empty();
            }
            String path = text(first << 8 | in.readUnsignedByte());
            String eTag = text(in.readUnsignedShort());
            return Optional.of(new Listed(new SourcePath(path), eTag, in.readLong(), Instant.ofEpochSecond(in.readLong(), in.readInt())));
        }

        private String text(int bytes) throws IOException {
            return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
        }
    }

    /// A part of a file, whatever others read of it meanwhile.
    private static final class Range extends InputStream {
        private final FileChannel file;
        private final long to;
        private long at;

        Range(FileChannel file, long from, long to) {
            this.file = file;
            this.at = from;
            this.to = to;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (at == to) {
                return -1;
            }
            int read = file.read(ByteBuffer.wrap(into, from, (int) Math.min(length, to - at)), at);
            at += Math.max(0, read);
            return read;
        }
    }
}
