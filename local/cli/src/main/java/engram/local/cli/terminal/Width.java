package engram.local.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/// How many terminal cells a text takes: none for combining marks, two for East Asian wide characters and emoji, else one.
public final class Width {

    private static final String ELLIPSIS = "…";

    private Width() {}

    public static int of(String text) {
        return text.codePoints().map(Width::of).sum();
    }

    private static int of(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> isWide(c) ? 2 : 1;
        };
    }

    private static boolean isWide(int c) {
        return c >= 0x1100
                && (c <= 0x115f
                        || c >= 0x2e80 && c <= 0xa4cf
                        || c >= 0xac00 && c <= 0xd7a3
                        || c >= 0xf900 && c <= 0xfaff
                        || c >= 0xfe30 && c <= 0xfe6f
                        || c >= 0xff00 && c <= 0xff60
                        || c >= 0xffe0 && c <= 0xffe6
                        || c >= 0x1f300 && c <= 0x1faff
                        || c >= 0x20000 && c <= 0x3fffd);
    }

    /// The text with spaces behind it up to `cells`.
    public static String padRight(String text, int cells) {
        return text + " ".repeat(Math.max(0, cells - of(text)));
    }

    public static String padLeft(String text, int cells) {
        return " ".repeat(Math.max(0, cells - of(text))) + text;
    }

    /// The text, or as much of its start as fits with an ellipsis behind it.
    public static String cutEnd(String text, int cells) {
        return of(text) <= cells ? text : text.substring(0, fitting(text, cells - 1)) + ELLIPSIS;
    }

    /// The text, or as much of its end as fits with an ellipsis before it: of a path the end says most.
    public static String cutStart(String text, int cells) {
        if (of(text) <= cells) {
            return text;
        }
        int start = text.length();
        int used = 1;
        while (start > 0) {
            int c = text.codePointBefore(start);
            used += of(c);
            if (used > cells) {
                break;
            }
            start -= Character.charCount(c);
        }
        return ELLIPSIS + text.substring(start);
    }

    /// The words of a text in lines of at most `cells`; a longer word is broken.
    public static List<String> wrap(String text, int cells) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (String word : text.strip().split("\\s+")) {
            int width = of(word);
            if (used > 0 && used + 1 + width > cells) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            }
            while (width > cells) {
                int end = Math.max(1, fitting(word, cells));
                lines.add(word.substring(0, end));
                word = word.substring(end);
                width = of(word);
            }
            if (used > 0) {
                line.append(' ');
                used++;
            }
            line.append(word);
            used += width;
        }
        if (used > 0) {
            lines.add(line.toString());
        }
        return lines;
    }

    private static int fitting(String text, int cells) {
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            used += of(c);
            if (used > cells) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }
}
