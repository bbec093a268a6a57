package engram.ingest.extract.characters;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.mozilla.universalchardet.UniversalDetector;

/// Finds out in which charset a text was written.
final class Charsets {

    private static final Charset EBCDIC = Charset.forName("IBM500");
    private static final int SNIFFED = 64 << 10;

    private Charsets() {}

    /// By byte order mark.
    static Optional<Charset> byMark(byte[] bytes) {
        if (begins(bytes, 0xEF, 0xBB, 0xBF)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (begins(bytes, 0xFF, 0xFE, 0, 0)) {
            return Optional.of(StandardCharsets.UTF_32LE);
        }
        if (begins(bytes, 0, 0, 0xFE, 0xFF)) {
            return Optional.of(StandardCharsets.UTF_32BE);
        }
        if (begins(bytes, 0xFF, 0xFE)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return begins(bytes, 0xFE, 0xFF) ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
    }

    /// UTF-16 or UTF-32 without a mark: zero bytes where, and only where, such text has them.
    static Optional<Charset> wide(byte[] bytes) {
        int length = Math.min(bytes.length, SNIFFED) & ~3;
        int[] zeros = new int[4];
        for (int i = 0; i < length; i++) {
            zeros[i & 3] += bytes[i] == 0 ? 1 : 0;
        }
        int quarter = length / 4;
        if (quarter == 0) {
            return Optional.empty();
        }
        if (zeros[3] == quarter && zeros[2] > quarter / 2 && zeros[0] < quarter / 10 + 1) {
            return readable(bytes, StandardCharsets.UTF_32LE);
        }
        if (zeros[0] == quarter && zeros[1] > quarter / 2 && zeros[3] < quarter / 10 + 1) {
            return readable(bytes, StandardCharsets.UTF_32BE);
        }
        int even = zeros[0] + zeros[2];
        int odd = zeros[1] + zeros[3];
        if (odd > quarter / 2 && even * 20 < odd) {
            return readable(bytes, StandardCharsets.UTF_16LE);
        }
        if (even > quarter / 2 && odd * 20 < even) {
            return readable(bytes, StandardCharsets.UTF_16BE);
        }
        return Optional.empty();
    }

    private static Optional<Charset> readable(byte[] bytes, Charset charset) {
        String text = new String(bytes, 0, Math.min(bytes.length, SNIFFED), charset);
        long odd = text.chars()
                .filter(c -> c == Texts.REPLACEMENT || Character.isISOControl(c) && !Character.isWhitespace(c))
                .count();
        return odd * 10 <= text.length() ? Optional.of(charset) : Optional.empty();
    }

    /// Whether it is text as mainframes write it: mostly blanks, letters and digits where EBCDIC has them.
    static boolean isEbcdic(byte[] bytes) {
        int length = Math.min(bytes.length, SNIFFED);
        int blanks = 0;
        int letters = 0;
        int ascii = 0;
        for (int i = 0; i < length; i++) {
            int b = bytes[i] & 0xFF;
            blanks += b == 0x40 ? 1 : 0;
            letters += b > 0x80 && (b & 0xF) <= 9 && (b < 0xB0 || b >= 0xC0) ? 1 : 0;
            ascii += b == ' ' || b >= 'a' && b <= 'z' && b != 0x6B && b != 0x61 && b != 0x6D ? 1 : 0;
        }
        return length > 16 && blanks > length / 20 && ascii < length / 20 && blanks + letters > length * 3 / 4;
    }

    /// @param told what the file or its uploader says, the more trustworthy first
    static Charset detect(byte[] bytes, Iterable<Charset> told) {
        Optional<Charset> certain = byMark(bytes).or(() -> wide(bytes));
        if (certain.isPresent()) {
            return certain.get();
        }
        if (!switchesCharsets(bytes) && valid(bytes, StandardCharsets.UTF_8).isPresent()) {
            return StandardCharsets.UTF_8;
        }
        for (Charset charset : told) {
            if (valid(bytes, charset).isPresent()) {
                return charset;
            }
        }
        if (Utf8.isMostly(bytes)) {
            return StandardCharsets.UTF_8;
        }
        return isEbcdic(bytes) ? EBCDIC : guess(bytes);
    }

    /// The library tells charsets of several bytes a character from each other and from all else.
    private static Charset guess(byte[] bytes) {
        UniversalDetector detector = new UniversalDetector();
        detector.handleData(bytes, 0, Math.min(bytes.length, SNIFFED));
        detector.dataEnd();
        String name = detector.getDetectedCharset();
        return Optional.ofNullable(name)
                .flatMap(DeclaredType::charset)
                .filter(charset -> charset.newEncoder().maxBytesPerChar() > 1)
                .orElseGet(() -> SingleByteGuess.of(bytes));
    }

    /// ISO-2022 is made of ASCII bytes only, and therefore always valid UTF-8.
    private static boolean switchesCharsets(byte[] bytes) {
        for (int i = 0; i + 2 < Math.min(bytes.length, SNIFFED); i++) {
            if (bytes[i] == 0x1B && (bytes[i + 1] == '$' || bytes[i + 1] == '(')) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Charset> valid(byte[] bytes, Charset charset) {
        try {
            charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return Optional.of(charset);
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }

    private static boolean begins(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
