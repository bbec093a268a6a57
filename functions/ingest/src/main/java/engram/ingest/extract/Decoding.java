package engram.ingest.extract;

import java.nio.charset.Charset;

/// Bytes to characters.
final class Decoding {

    private static final char MARK = '\uFEFF';

    private Decoding() {}

    /// The text without its byte order mark; malformed bytes are U+FFFD.
    static String decode(byte[] bytes, Iterable<Charset> told) {
        String text = new String(bytes, Charsets.detect(bytes, told));
        return Texts.clean(!text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text);
    }
}
