package engram.domain;

import java.util.Arrays;
import java.util.stream.Collectors;

/// What may stand in a log.
public final class Printable {

    private static final int FRAMES = 12;
    private static final int CAUSES = 4;

    private Printable() {}

    /// The text on one line: whoever names an object must not write lines of the log. Control characters and line separators are
    /// escaped as in Java.
    public static String of(String text) {
        if (text.chars().noneMatch(Printable::isControl)) {
            return text;
        }
        StringBuilder line = new StringBuilder(text.length() + 16);
        text.chars().forEach(each -> {
            if (isControl(each)) {
                line.append("\\u%04x".formatted(each));
            } else {
                line.append((char) each);
            }
        });
        return line.toString();
    }

    /// Kinds and places of a failure and its causes, without their messages, which may quote what was being worked on.
    public static String trace(Throwable failure) {
        StringBuilder trace = new StringBuilder();
        Throwable each = failure;
        for (int depth = 0; each != null && depth < CAUSES; depth++) {
            trace.append(depth == 0 ? "" : ", caused by ")
                    .append(each.getClass().getName())
                    .append(Arrays.stream(each.getStackTrace())
                            .limit(FRAMES)
                            .map(StackTraceElement::toString)
                            .collect(Collectors.joining(" < ", " at ", "")));
            each = each.getCause();
        }
        return trace.toString();
    }

    private static boolean isControl(int character) {
        return Character.isISOControl(character) || character == '\u2028' || character == '\u2029';
    }
}
