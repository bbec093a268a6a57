package engram.ingest.extract.characters;

import java.nio.charset.StandardCharsets;

/// Tells text in any charset from what is no text.
public final class Binary {

    /// More control characters than one in so many mean that it is no text.
    private static final int MIN_PER_CONTROL = 100;
    /// More NUL bytes than one in so many mean that it is no text.
    private static final int MIN_PER_NUL = 1_000;

    private Binary() {}

    public static boolean isText(byte[] bytes) {
        if (Charsets.byMark(bytes).isPresent() || Charsets.isEbcdic(bytes) || Charsets.wide(bytes).isPresent()) {
            return true;
        }
        int controls = 0;
        int nuls = 0;
        for (byte b : bytes) {
            nuls += b == 0 ? 1 : 0;
            controls += b >= 0 && b < ' ' && !isLayout(b) || b == 0x7F ? 1 : 0;
        }
        return (long) nuls * MIN_PER_NUL <= bytes.length && (long) controls * MIN_PER_CONTROL <= bytes.length;
    }

    /// White space, and the escape that switches charsets in ISO-2022 and colours in logs.
    private static boolean isLayout(byte b) {
        return b >= '\t' && b <= '\r' || b == 0x1B;
    }

    public static String ascii(byte[] bytes, int length) {
        return new String(bytes, 0, Math.min(bytes.length, length), StandardCharsets.ISO_8859_1);
    }
}
