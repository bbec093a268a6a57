package engram.ingest.split;

/// What a reader takes for one character: a letter with its accents, an emoji with its modifiers, a flag.
final class Graphemes {

    /// Longest sequence that is kept together.
    private static final int MAX_LENGTH = 64;

    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Graphemes() {}

    /// The last place in `(from, to]` where a cut separates nothing that belongs together; if there is none, the last
    /// one between code points. Never before `from + 1`.
    static int cutBefore(CharSequence text, int from, int to) {
        for (int at = to; at > from && at > to - MAX_LENGTH; at--) {
            if (isCut(text, at)) {
                return at;
            }
        }
        return to > from + 1 && !betweenCodePoints(text, to) ? to - 1 : to;
    }

    static boolean isCut(CharSequence text, int at) {
        if (at <= 0 || at >= text.length()) {
            return true;
        }
        if (!betweenCodePoints(text, at)) {
            return false;
        }
        int before = Character.codePointBefore(text, at);
        int after = Character.codePointAt(text, at);
        return !(before == '\r' && after == '\n')
                && before != ZERO_WIDTH_JOINER
                && !continues(after)
                && !(isFlagHalf(after) && flagHalvesBefore(text, at) % 2 == 1);
    }

    private static boolean betweenCodePoints(CharSequence text, int at) {
        return at >= text.length()
                || !(Character.isLowSurrogate(text.charAt(at)) && Character.isHighSurrogate(text.charAt(at - 1)));
    }

    /// Combining marks, joiners, variation selectors, skin tones, and the vowels and finals of Hangul letters.
    private static boolean continues(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> codePoint == ZERO_WIDTH_JOINER
                    || codePoint >= 0x1F3FB && codePoint <= 0x1F3FF
                    || codePoint >= 0xE0020 && codePoint <= 0xE007F
                    || codePoint >= 0x1160 && codePoint <= 0x11FF;
        };
    }

    private static boolean isFlagHalf(int codePoint) {
        return codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
    }

    private static int flagHalvesBefore(CharSequence text, int at) {
        int halves = 0;
        for (int i = at; i >= 2 && halves < MAX_LENGTH && isFlagHalf(Character.codePointBefore(text, i)); i -= 2) {
            halves++;
        }
        return halves;
    }
}
