package engram.ingest.extract.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// LZWDecode: codes of 9 to 12 bits, each a known sequence of bytes; 256 forgets what is known, 257 ends.
final class LzwDecoded extends Decoded {

    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int MOST = 4_096;
    private static final byte[] NOTHING = {};

    private final int early;
    private final byte[][] known = new byte[MOST][];
    private int size;
    private byte[] before = NOTHING;
    private int bits;
    private int width;

    /// @param early whether codes grow one sequence earlier than they had to: the rule
    LzwDecoded(InputStream in, boolean early) {
        super(in);
        this.early = early ? 1 : 0;
        clear();
    }

    private void clear() {
        for (int i = 0; i < CLEAR; i++) {
            known[i] = new byte[] {(byte) i};
        }
        size = END + 1;
        before = NOTHING;
    }

    @Override
    byte[] next() throws IOException {
        int code = code();
        while (code == CLEAR) {
            clear();
            code = code();
        }
        if (code < 0 || code == END || code >= size && before.length == 0) {
            return NOTHING;
        }
        byte[] sequence = code < size ? known[code] : longer(before, before[0]);
        if (before.length > 0 && size < MOST) {
            known[size++] = longer(before, sequence[0]);
        }
        before = sequence;
        return sequence;
    }

    private int code() throws IOException {
        int length = Math.clamp(Integer.SIZE - Integer.numberOfLeadingZeros(size + early), 9, 12);
        while (width < length) {
            int next = data();
            if (next < 0) {
                return -1;
            }
            bits = bits << 8 | next;
            width += 8;
        }
        width -= length;
        int code = bits >> width & (1 << length) - 1;
        bits &= (1 << width) - 1;
        return code;
    }

    private static byte[] longer(byte[] sequence, byte more) {
        byte[] longer = Arrays.copyOf(sequence, sequence.length + 1);
        longer[sequence.length] = more;
        return longer;
    }
}
