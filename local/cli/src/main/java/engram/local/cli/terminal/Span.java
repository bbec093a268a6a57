package engram.local.cli.terminal;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A length of time as people type it: a number and s, m, h or d.
public final class Span {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})([smhd])");

    private Span() {}

    /// @throws IllegalArgumentException if it is none, with what it should be
    public static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("is a number with s, m, h or d behind it, like 30m, got " + text);
        }
        return Duration.of(Long.parseLong(matcher.group(1)), switch (matcher.group(2)) {
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        });
    }
}
