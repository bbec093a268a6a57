package engram.storage;

import engram.domain.CatalogDocument.ChunkEntry;
import engram.domain.ChunkHash;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A document's chunks in two byte strings, some 20 bytes a chunk. Hashes: [ChunkHash#BYTES] each. Offsets: for each
/// chunk how far its start lies behind the start before (zigzag, for it may lie before it) and its length, as
/// variable-length numbers with seven bits a byte, lowest first, as in protocol buffers.
record ChunkTable(byte[] hashes, byte[] offsets) {

    static ChunkTable of(List<ChunkEntry> chunks) {
        ByteBuffer hashes = ByteBuffer.allocate(chunks.size() * ChunkHash.BYTES);
        ByteArrayOutputStream offsets = new ByteArrayOutputStream();
        int before = 0;
        for (ChunkEntry chunk : chunks) {
            chunk.hash().writeTo(hashes);
            int step = chunk.start() - before;
            write(offsets, (step << 1) ^ (step >> 31));
            write(offsets, chunk.end() - chunk.start());
            before = chunk.start();
        }
        return new ChunkTable(hashes.array(), offsets.toByteArray());
    }

    /// @throws IllegalStateException if the bytes are not what [#of] makes
    List<ChunkEntry> chunks() {
        ByteBuffer hashesLeft = ByteBuffer.wrap(hashes);
        ByteBuffer offsetsLeft = ByteBuffer.wrap(offsets);
        List<ChunkEntry> chunks = new ArrayList<>(hashes.length / ChunkHash.BYTES);
        int start = 0;
        try {
            while (hashesLeft.hasRemaining()) {
                int step = read(offsetsLeft);
                start += (step >>> 1) ^ -(step & 1);
                chunks.add(new ChunkEntry(ChunkHash.from(hashesLeft), start, start + read(offsetsLeft)));
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalStateException("the catalog holds %d bytes of hashes and %d of offsets, which do not match"
                    .formatted(hashes.length, offsets.length), e);
        }
        return chunks;
    }

    private static void write(ByteArrayOutputStream out, int number) {
        int left = number;
        while ((left & ~0x7f) != 0) {
            out.write(left & 0x7f | 0x80);
            left >>>= 7;
        }
        out.write(left);
    }

    private static int read(ByteBuffer in) {
        int number = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            byte next = in.get();
            number |= (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalStateException("an offset in the catalog has more than " + Integer.SIZE + " bits");
    }
}
