package engram.ingest.extract.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// FlateDecode, as PDFBox does it: whatever the header and the check sum say.
final class FlateDecoded extends Decoded {

    private static final int HEADER = 2;

    private final Inflater inflater = new Inflater(true);
    private final byte[] packed = new byte[4 << 10];
    private final byte[] unpacked = new byte[16 << 10];
    private boolean begun;

    FlateDecoded(InputStream in) {
        super(in);
    }

    @Override
    byte[] next() throws IOException {
        if (!begun) {
            begun = true;
            for (int i = 0; i < HEADER; i++) {
                data();
            }
        }
        try {
            int length = inflater.inflate(unpacked);
            while (length == 0 && !inflater.finished() && !inflater.needsDictionary()) {
                int read = data(packed);
                if (read <= 0) {
                    break;
                }
                inflater.setInput(packed, 0, read);
                length = inflater.inflate(unpacked);
            }
            return Arrays.copyOf(unpacked, length);
        } catch (DataFormatException damaged) {
            return new byte[0];
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        super.close();
    }
}
