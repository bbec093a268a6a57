package engram.domain;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/// What a chunk holds, in [#BYTES] bytes: the first half of a SHA-256.
public record ChunkHash(long high, long low) {

    public static final int BYTES = 16;

    /// The hash in the first [#BYTES] of these bytes.
    public static ChunkHash of(byte[] bytes) {
        return from(ByteBuffer.wrap(bytes));
    }

    /// The next [#BYTES] of the buffer.
    public static ChunkHash from(ByteBuffer buffer) {
        return new ChunkHash(buffer.getLong(), buffer.getLong());
    }

    /// @param hex what [#toString] gave
    public static ChunkHash parse(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    public void writeTo(ByteBuffer buffer) {
        buffer.putLong(high).putLong(low);
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
