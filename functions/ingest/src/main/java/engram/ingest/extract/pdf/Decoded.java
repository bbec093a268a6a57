package engram.ingest.extract.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// What a filter of a PDF stream (ISO 32000-1, 7.4) makes of the data, piece by piece. Damaged data ends where it is damaged:
/// it is measured here, not read.
abstract class Decoded extends InputStream {

    private final InputStream in;
    private byte[] piece = {};
    private int at;

    Decoded(InputStream in) {
        this.in = in;
    }

    /// By the filter's name or its abbreviation; empty for those of pictures and unknown ones, through which no text is read.
    ///
    /// @param early whether codes of LZW grow earlier than they had to, which is the rule
    static Optional<InputStream> by(String filter, boolean early, InputStream in) {
        return switch (filter) {
            case "FlateDecode", "Fl" -> Optional.of(new FlateDecoded(in));
            case "LZWDecode", "LZW" -> Optional.of(new LzwDecoded(in, early));
            case "RunLengthDecode", "RL" -> Optional.of(new RunLengthDecoded(in));
            case "ASCII85Decode", "A85" -> Optional.of(new Ascii85Decoded(in));
            case "ASCIIHexDecode", "AHx" -> Optional.of(new AsciiHexDecoded(in));
            case "Crypt" -> Optional.of(in);
            default -> Optional.empty();
        };
    }

    /// The next piece; empty at the end.
    abstract byte[] next() throws IOException;

    /// The next byte of the data; negative at its end.
    final int data() throws IOException {
        return in.read();
    }

    /// As many of the next bytes as there are at once; negative at the end.
    final int data(byte[] buffer) throws IOException {
        return in.read(buffer, 0, buffer.length);
    }

    @Override
    public final int read() throws IOException {
        return filled() ? piece[at++] & 0xFF : -1;
    }

    @Override
    public final int read(byte[] buffer, int from, int length) throws IOException {
        if (!filled()) {
            return -1;
        }
        int read = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, buffer, from, read);
        at += read;
        return read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean filled() throws IOException {
        if (at == piece.length) {
            piece = next();
            at = 0;
        }
        return piece.length > 0;
    }
}
