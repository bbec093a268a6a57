package engram.ingest.extract.characters;

/// Characters as Engram keeps them.
public final class Texts {

    static final char REPLACEMENT = '\uFFFD';

    private Texts() {}

    /// The text with U+FFFD for each lone surrogate and each U+0000, of the same length.
    public static String clean(String text) {
        StringBuilder cleaned = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c) && !paired(text, i)) {
                if (cleaned == null) {
                    cleaned = new StringBuilder(text);
                }
                cleaned.setCharAt(i, REPLACEMENT);
            }
        }
        return cleaned == null ? text : cleaned.toString();
    }

    /// Whether there is nothing but white space, no-break spaces among it.
    public static boolean isBlank(String text) {
        return text.chars().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    /// On one line, at most `max` code units long; a cut leaves no half a surrogate pair.
    public static String oneLine(String text, int max) {
        String line = text.strip().replaceAll("[\\s\\u00A0]+", " ");
        if (line.length() <= max) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(max - 1)) ? max - 1 : max;
        int space = line.lastIndexOf(' ', end);
        return line.substring(0, space > max / 2 ? space : end).strip();
    }

    private static boolean paired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
