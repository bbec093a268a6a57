package engram.ingest.extract.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// RunLengthDecode: up to 127, so many bytes and one more as they are; from 129, one byte 257 minus that many times; 128 ends.
final class RunLengthDecoded extends Decoded {

    private static final int END = 128;

    RunLengthDecoded(InputStream in) {
        super(in);
    }

    @Override
    byte[] next() throws IOException {
        int length = data();
        if (length < 0 || length == END) {
            return new byte[0];
        }
        return length < END ? copied(length + 1) : repeated(257 - length);
    }

    private byte[] copied(int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            int b = data();
            if (b < 0) {
                return Arrays.copyOf(bytes, i);
            }
            bytes[i] = (byte) b;
        }
        return bytes;
    }

    private byte[] repeated(int times) throws IOException {
        int b = data();
        byte[] bytes = new byte[b < 0 ? 0 : times];
        Arrays.fill(bytes, (byte) b);
        return bytes;
    }
}
