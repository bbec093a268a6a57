package engram.retention.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A pattern of paths: `*` is any part of a name, `?` one character of it, `**` anything, and `**` before a "/" any number of folders,
/// none among them. Everything else stands for itself, and the whole path has to fit. A match takes time in proportion to the lengths of both,
/// whatever they are.
public record Glob(String pattern) {

    public static final int MAX_LENGTH = 1024;

    private static final int ONE = -1;
    private static final int NAME = -2;
    private static final int ANYTHING = -3;
    private static final int FOLDERS = -4;

    public Glob {
        if (pattern.isEmpty() || pattern.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a pattern has 1 to " + MAX_LENGTH + " characters");
        }
    }

    /// Which beginnings of the text the pattern's tokens so far can end at: a token is one step.
    public boolean matches(String text) {
        boolean[] ends = new boolean[text.length() + 1];
        ends[0] = true;
        for (int token : tokens()) {
            ends = step(token, ends, text);
        }
        return ends[text.length()];
    }

    private static boolean[] step(int token, boolean[] from, String text) {
        boolean[] to = switch (token) {
            case NAME, ANYTHING, FOLDERS -> from.clone();
            default -> new boolean[from.length];
        };
        boolean begun = false;
        for (int i = 1; i < from.length; i++) {
            char c = text.charAt(i - 1);
            begun |= from[i - 1];
            to[i] |= switch (token) {
                case ONE -> from[i - 1] && c != '/';
                case NAME -> to[i - 1] && c != '/';
                case ANYTHING -> to[i - 1];
                case FOLDERS -> begun && c == '/';
                default -> from[i - 1] && c == token;
            };
        }
        return to;
    }

    private int[] tokens() {
        List<Integer> tokens = new ArrayList<>();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean two = pattern.startsWith("**", i);
            if (two && pattern.startsWith("**/", i) && (i == 0 || pattern.charAt(i - 1) == '/')) {
                tokens.add(FOLDERS);
                i += 2;
            } else if (two) {
                tokens.add(ANYTHING);
                i++;
            } else {
                tokens.add(c == '*' ? NAME : c == '?' ? ONE : c);
            }
        }
        return tokens.stream().mapToInt(Integer::intValue).toArray();
    }

    /// What every path begins with that fits.
    public String literalPrefix() {
        int end = (int) Arrays.stream(tokens()).takeWhile(token -> token >= 0).count();
        return pattern.substring(0, end);
    }

    @Override
    public String toString() {
        return pattern;
    }
}
