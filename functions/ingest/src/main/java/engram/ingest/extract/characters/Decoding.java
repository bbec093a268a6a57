package engram.ingest.extract.characters;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Bytes to characters.
public final class Decoding {

    private static final char MARK = '\uFEFF';

    private Decoding() {}

    /// The text without its byte order mark; malformed bytes are U+FFFD.
    public static String decode(byte[] bytes, Iterable<Charset> told) {
        Charset charset = Charsets.detect(bytes, told);
        String text;
        if (charset.equals(StandardCharsets.UTF_16LE)) {
            text = wide(bytes, ByteOrder.LITTLE_ENDIAN);
        } else if (charset.equals(StandardCharsets.UTF_16BE)) {
            text = wide(bytes, ByteOrder.BIG_ENDIAN);
        } else {
            text = new String(bytes, charset);
        }
        return Texts.clean(!text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text);
    }

    /// UTF-16 as it is: Java's decoder takes the character behind half a surrogate pair for a part of it.
    private static String wide(byte[] bytes, ByteOrder order) {
        String text = ByteBuffer.wrap(bytes).order(order).asCharBuffer().toString();
        return bytes.length % 2 == 0 ? text : text + Texts.REPLACEMENT;
    }
}
