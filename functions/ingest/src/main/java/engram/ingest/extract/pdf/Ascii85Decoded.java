package engram.ingest.extract.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// ASCII85Decode: five characters are four bytes, `z` is four zeros; `~` ends.
final class Ascii85Decoded extends Decoded {

    private boolean ended;

    Ascii85Decoded(InputStream in) {
        super(in);
    }

    @Override
    byte[] next() throws IOException {
        long value = 0;
        int digits = 0;
        while (digits < 5 && !ended) {
            int c = data();
            if (c == 'z' && digits == 0) {
                return new byte[4];
            }
            if (c < 0 || c == '~') {
                ended = true;
            } else if (c >= '!' && c <= 'u') {
                value = value * 85 + c - '!';
                digits++;
            }
        }
        if (digits < 2) {
            return new byte[0];
        }
        for (int i = digits; i < 5; i++) {
            value = value * 85 + 84;
        }
        byte[] bytes = {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
        return Arrays.copyOf(bytes, digits - 1);
    }
}
