package engram.ingest.extract.pdf;

import engram.domain.PermanentFailure;
import engram.ingest.extract.bounds.Counted;
import engram.ingest.extract.bounds.Inflation;
import engram.ingest.extract.bounds.ParserBounds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;

/// Undoes the filters of a PDF's streams into nothing, to see that they keep the bounds before PDFBox does it: that would hold
/// all that comes out in memory. Object streams and cross-reference streams are among them.
final class PdfStreams {

    private static final String STREAM = "stream";
    private static final String END = "endstream";
    private static final int BUFFER = 64 << 10;
    private static final int LONGEST_DICTIONARY = 64 << 10;

    private final byte[] bytes;
    private final Inflation inflation;
    private final CharacterMaps maps = new CharacterMaps();
    private final byte[] buffer = new byte[BUFFER];
    private int nextEnd = -1;
    private int unfiltered;
    private boolean clear = true;

    PdfStreams(ParserBounds bounds, byte[] bytes) {
        this.bytes = bytes;
        this.inflation = new Inflation(bounds, bytes.length);
    }

    /// Whether all streams could be measured: else some say elsewhere, or behind a cipher, what their filters are.
    boolean clear() {
        return clear;
    }

    /// Before the file is parsed.
    ///
    /// @throws PermanentFailure EXPANDS_TOO_MUCH
    void check() {
        int previous = 0;
        for (int at = 0; at + STREAM.length() < bytes.length; at++) {
            if (!isAt(STREAM, at) || at >= 3 && isAt(END, at - 3)) {
                continue;
            }
            int data = behindLineBreak(at + STREAM.length());
            check(dictionary(previous, at), data);
            previous = at + STREAM.length();
            at = previous - 1;
        }
    }

    /// Once more, of all objects of the parsed file, which say what their filters are and are deciphered.
    ///
    /// @throws PermanentFailure EXPANDS_TOO_MUCH
    void check(COSDocument parsed) throws IOException {
        for (COSObjectKey key : List.copyOf(parsed.getXrefTable().keySet())) {
            if (parsed.getObjectFromPool(key).getObject() instanceof COSStream stream) {
                boolean early = !(stream.getDictionaryObject(COSName.DECODE_PARMS) instanceof COSDictionary parameters)
                        || parameters.getInt(COSName.EARLY_CHANGE, 1) != 0;
                measure(stream.createRawInputStream(), names(stream.getFilters()), early);
            }
        }
    }

    private static List<String> names(COSBase filters) {
        return switch (filters) {
            case COSName name -> List.of(name.getName());
            case COSArray array -> array.toList().stream()
                    .map(filter -> filter instanceof COSName name ? name.getName() : "")
                    .toList();
            case null, default -> List.of();
        };
    }

    private void check(String before, int data) {
        StreamFilters filters = StreamFilters.of(before);
        clear &= filters.clear() && before.length() < LONGEST_DICTIONARY;
        if (filters.chains().isEmpty() && isDeflated(data)) {
            check(filters, List.of("Fl"), data);
        }
        filters.chains().stream().filter(chain -> !chain.isEmpty()).forEach(chain -> check(filters, chain, data));
        if (filters.chains().stream().allMatch(List::isEmpty)) {
            unfiltered(filters, data);
        }
    }

    /// Each byte once, however many streams begin before it.
    private void unfiltered(StreamFilters filters, int data) {
        int end = end(filters, data, false);
        int from = Math.max(data, unfiltered);
        if (from < end) {
            maps.scan(bytes, from, end);
            maps.end();
            unfiltered = end;
        }
    }

    private void check(StreamFilters filters, List<String> chain, int data) {
        int end = end(filters, data, chain.getFirst().startsWith("Fl"));
        try {
            measure(new ByteArrayInputStream(bytes, data, end - data), chain, filters.early());
        } catch (IOException e) {
            throw new UncheckedIOException("told to end", e);
        }
    }

    private void measure(InputStream data, List<String> filters, boolean early) throws IOException {
        try (data) {
            InputStream decoded = data;
            for (String filter : filters) {
                Optional<InputStream> next = Decoded.by(filter, early, decoded);
                if (next.isEmpty()) {
                    break;
                }
                decoded = next.get() == decoded ? decoded : new Counted(next.get(), inflation);
            }
            drain(decoded);
        }
    }

    private void drain(InputStream decoded) throws IOException {
        try (decoded) {
            for (int read = decoded.read(buffer, 0, BUFFER); read >= 0; read = decoded.read(buffer, 0, BUFFER)) {
                maps.scan(buffer, 0, read);
                if (Thread.currentThread().isInterrupted()) {
                    throw new IOException("told to end");
                }
            }
        } finally {
            maps.end();
        }
    }

    /// Data that is deflated ends by itself; other data where the dictionary says, if that is true, or at the keyword.
    private int end(StreamFilters filters, int data, boolean deflated) {
        int length = filters.length().orElse(-1);
        if (length >= 0 && length <= bytes.length - data && isAt(END, behindLineBreak(data + length))) {
            return data + length;
        }
        if (deflated) {
            return bytes.length;
        }
        for (nextEnd = Math.max(nextEnd, data); nextEnd < bytes.length && !isAt(END, nextEnd);) {
            nextEnd++;
        }
        return nextEnd;
    }

    private String dictionary(int previous, int at) {
        int from = Math.max(previous, at - LONGEST_DICTIONARY);
        return new String(bytes, from, at - from, StandardCharsets.ISO_8859_1);
    }

    private boolean isAt(String word, int at) {
        if (at + word.length() > bytes.length) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int behindLineBreak(int at) {
        int data = at;
        while (data < bytes.length && bytes[data] == ' ') {
            data++;
        }
        data += data < bytes.length && bytes[data] == '\r' ? 1 : 0;
        return data + (data < bytes.length && bytes[data] == '\n' ? 1 : 0);
    }

    /// A header of zlib (RFC 1950): deflate with a window, and a check of both bytes.
    private boolean isDeflated(int at) {
        return at + 1 < bytes.length
                && (bytes[at] & 0xF) == 8
                && ((bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF) % 31 == 0;
    }
}
