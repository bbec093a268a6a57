package engram.local.chaos.compare;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words that no paragraph but one ever held: what is found of them tells which paragraphs are there.
public final class Planted {

    private static final Pattern WORD = Pattern.compile("\\bqz[0-9a-z]{12}zq\\b");

    private Planted() {
    }

    /// @param number of the word, never the same twice
    public static String word(long number) {
        String digits = Long.toString(number, Character.MAX_RADIX);
        return "qz" + "0".repeat(12 - digits.length()) + digits + "zq";
    }

    /// All that are in the text, in their order.
    public static Set<String> in(String text) {
        var words = new LinkedHashSet<String>();
        for (Matcher matcher = WORD.matcher(text); matcher.find(); ) {
            words.add(matcher.group());
        }
        return words;
    }
}
