package engram.ingest.extract.office;

import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.ingest.extract.document.Extracted;
import engram.ingest.extract.document.Extractor;
import engram.ingest.extract.document.Source;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// RTF. Tika's parser takes for a header what comes before the first paragraph mark or format, and forgets a last paragraph that
/// is not closed: either may be all of the text. So the header is ended and the paragraph closed here.
record RtfExtractor(Extractor parser) implements Extractor {

    private static final byte[] BEGIN = "{\\rtf".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BODY = "\\pard ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\\par}".getBytes(StandardCharsets.US_ASCII);

    @Override
    public Extracted extract(Source source) {
        byte[] bytes = source.bytes();
        if (!Arrays.equals(bytes, 0, Math.min(bytes.length, BEGIN.length), BEGIN, 0, BEGIN.length)) {
            throw new PermanentFailure(Reason.CORRUPT, "no valid " + source.contentType() + ": it does not begin like one");
        }
        return parser.extract(new Source(closed(bytes), source.contentType(), source.declared()));
    }

    /// What stands behind the last brace is no text.
    private static byte[] closed(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] >= 0 && bytes[end - 1] <= ' ') {
            end--;
        }
        int open = end > 0 && bytes[end - 1] == '}' ? end - 1 : end;
        int header = Math.min(open, RtfHeader.end(bytes, 1));
        return ByteBuffer.allocate(open + BODY.length + END.length)
                .put(bytes, 0, header)
                .put(BODY)
                .put(bytes, header, open - header)
                .put(END)
                .array();
    }
}
