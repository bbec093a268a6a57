package engram.ingest.extract.characters;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A `Content-Type` as somebody declared it.
///
/// @param mediaType in lower case, empty if there is none
/// @param charset absent if none is given or Java does not know it
public record DeclaredType(String mediaType, Optional<Charset> charset) {

    private static final int MAX_LENGTH = 1_000;
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*[\"']?([^\\s;\"'>]+)");

    public static DeclaredType parse(String value) {
        String bounded = value.substring(0, Math.min(value.length(), MAX_LENGTH)).toLowerCase(Locale.ROOT);
        int semicolon = bounded.indexOf(';');
        String type = (semicolon < 0 ? bounded : bounded.substring(0, semicolon)).strip();
        Matcher charset = CHARSET.matcher(bounded);
        return new DeclaredType(type, charset.find() ? charset(charset.group(1)) : Optional.empty());
    }

    public static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }
}
