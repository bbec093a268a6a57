package engram.ingest.extract.pdf;

import engram.domain.PermanentFailure;
import engram.ingest.extract.bounds.Inflation;
import engram.ingest.extract.bounds.ParserBounds;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Unpacks the deflated streams of a PDF into nothing, to see that they keep the bounds before the parser is given it: it
/// would hold them in memory. A stream deflated twice, which no honest writer makes, is unpacked twice.
final class PdfStreams {

    private static final byte[] STREAM = {'s', 't', 'r', 'e', 'a', 'm'};
    private static final int BUFFER = 64 << 10;

    private final byte[] bytes;
    private final Inflation inflation;

    PdfStreams(ParserBounds bounds, byte[] bytes) {
        this.bytes = bytes;
        this.inflation = new Inflation(bounds, bytes.length);
    }

    /// @throws PermanentFailure EXPANDS_TOO_MUCH
    void check() {
        byte[] buffer = new byte[BUFFER];
        byte[] inner = new byte[BUFFER];
        for (int at = 0; at + STREAM.length < bytes.length; at++) {
            if (!isStream(at)) {
                continue;
            }
            int data = behindLineBreak(at + STREAM.length);
            if (data + 1 < bytes.length && isDeflated(bytes, data)) {
                at = Math.max(at, inflate(data, buffer, inner) - 1);
            }
        }
    }

    private boolean isStream(int at) {
        for (int i = 0; i < STREAM.length; i++) {
            if (bytes[at + i] != STREAM[i]) {
                return false;
            }
        }
        return true;
    }

    private int behindLineBreak(int at) {
        int data = at;
        while (data < bytes.length && (bytes[data] == '\r' || bytes[data] == '\n' || bytes[data] == ' ')) {
            data++;
        }
        return data;
    }

    /// A header of zlib (RFC 1950): deflate with a window, and a check of both bytes.
    private static boolean isDeflated(byte[] data, int at) {
        int method = data[at] & 0xFF;
        return (method & 0xF) == 8 && (method << 8 | data[at + 1] & 0xFF) % 31 == 0;
    }

    /// @return how far the data reached
    private int inflate(int from, byte[] buffer, byte[] inner) {
        Inflater outer = new Inflater();
        Inflater second = new Inflater();
        try {
            outer.setInput(bytes, from, bytes.length - from);
            boolean first = true;
            boolean twice = false;
            for (int read = outer.inflate(buffer); read > 0; read = outer.inflate(buffer)) {
                twice = first ? read > 1 && isDeflated(buffer, 0) : twice;
                first = false;
                inflation.count(read);
                twice = twice && again(second, buffer, read, inner);
            }
            return from + (int) outer.getBytesRead();
        } catch (DataFormatException damaged) {
            // As far as it can be unpacked it is counted; whether that is enough, the parser judges.
            return from;
        } finally {
            outer.end();
            second.end();
        }
    }

    /// @return whether there is more to unpack
    private boolean again(Inflater second, byte[] data, int length, byte[] buffer) {
        try {
            second.setInput(data, 0, length);
            for (int read = second.inflate(buffer); read > 0; read = second.inflate(buffer)) {
                inflation.count(read);
            }
            return !second.finished();
        } catch (DataFormatException notDeflated) {
            return false;
        }
    }
}
