package engram.ingest.extract.pdf;

import java.io.IOException;
import java.io.InputStream;

/// ASCIIHexDecode: two digits a byte; `>` ends.
final class AsciiHexDecoded extends Decoded {

    AsciiHexDecoded(InputStream in) {
        super(in);
    }

    @Override
    byte[] next() throws IOException {
        int high = digit();
        if (high < 0) {
            return new byte[0];
        }
        int low = digit();
        return new byte[] {(byte) (high << 4 | Math.max(0, low))};
    }

    /// Negative at the end; what is no digit stands for one, as in PDFBox.
    private int digit() throws IOException {
        int c = data();
        while (c == 0 || c > 0 && Character.isWhitespace(c)) {
            c = data();
        }
        return c < 0 || c == '>' ? -1 : Math.max(0, Character.digit(c, 16));
    }
}
