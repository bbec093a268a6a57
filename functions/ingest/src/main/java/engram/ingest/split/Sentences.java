package engram.ingest.split;

import java.util.Locale;
import java.util.Set;
import java.util.function.IntConsumer;

/// Finds where sentences begin.
final class Sentences {

    private static final String ENDS = ".!?…";
    private static final String WIDE_ENDS = "。！？｡．";
    private static final String CLOSERS = "\"')]}»”’*_`";
    private static final String WIDE_CLOSERS = "」』”’）】》〉";
    private static final int MAX_ABBREVIATION = 6;

    /// Words with a dot at the end that seldom end a sentence.
    private static final Set<String> ABBREVIATIONS = Set.of(
            "dr", "mr", "mrs", "ms", "prof", "st", "jr", "sr", "vs", "e.g", "i.e", "cf", "fig", "figs", "eq", "no",
            "nos", "vol", "pp", "p", "ch", "sec", "inc", "ltd", "co", "corp", "approx", "ca", "bzw", "z.b", "d.h",
            "u.s", "u.k", "al");

    private Sentences() {}

    /// Tells each first character of a sentence in the range but the first one's.
    static void eachStart(CharSequence text, int from, int to, IntConsumer start) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (WIDE_ENDS.indexOf(c) >= 0) {
                int next = skip(text, i + 1, to, WIDE_CLOSERS + WIDE_ENDS);
                next = skipWhite(text, next, to);
                i = tell(next, to, start);
            } else if (ENDS.indexOf(c) >= 0) {
                int closed = skip(text, i + 1, to, CLOSERS + ENDS);
                int next = skipWhite(text, closed, to);
                boolean ends = next > closed && next < to && begins(text, next) && !abbreviates(text, i, from);
                i = ends ? tell(next, to, start) : closed - 1;
            }
        }
    }

    private static int tell(int next, int to, IntConsumer start) {
        if (next < to) {
            start.accept(next);
        }
        return next - 1;
    }

    private static boolean begins(CharSequence text, int at) {
        return !Character.isLowerCase(Character.codePointAt(text, at));
    }

    private static boolean abbreviates(CharSequence text, int dot, int from) {
        if (text.charAt(dot) != '.') {
            return false;
        }
        int start = dot;
        while (start > from && dot - start <= MAX_ABBREVIATION && isWord(text.charAt(start - 1))) {
            start--;
        }
        String word = text.subSequence(start, dot).toString().toLowerCase(Locale.ROOT);
        boolean initial = word.length() == 1 && Character.isUpperCase(text.charAt(start));
        return initial || ABBREVIATIONS.contains(word);
    }

    private static boolean isWord(char c) {
        return Character.isLetter(c) || c == '.';
    }

    private static int skip(CharSequence text, int at, int to, String characters) {
        int i = at;
        while (i < to && characters.indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    static int skipWhite(CharSequence text, int at, int to) {
        int i = at;
        while (i < to && isWhite(text.charAt(i))) {
            i++;
        }
        return i;
    }

    static boolean isWhite(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
