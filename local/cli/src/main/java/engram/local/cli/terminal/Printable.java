package engram.local.cli.terminal;

/// Text that others wrote, as a terminal may have it: a control character in it could clear the screen, rename the window, or
/// write lines that look like ours.
public final class Printable {

    private static final char REPLACEMENT = '\uFFFD';

    private Printable() {}

    /// The text in one line: a space for each line break and tab, and a replacement character for each other control
    /// character (ISO C0 and C1, DEL).
    public static String of(String text) {
        return text.chars().noneMatch(Character::isISOControl) ? text : replaced(text, false);
    }

    /// The same, with line breaks and tabs left as they are.
    static String lines(String text) {
        return text.chars().noneMatch(Character::isISOControl) ? text : replaced(text, true);
    }

    private static String replaced(String text, boolean keepsLines) {
        StringBuilder printable = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isISOControl(c) || keepsLines && (c == '\n' || c == '\t')) {
                printable.append(c);
            } else {
                boolean space = c >= '\t' && c <= '\r' || c == '\u0085';
                printable.append(space && !keepsLines ? ' ' : REPLACEMENT);
            }
        }
        return printable.toString();
    }
}
