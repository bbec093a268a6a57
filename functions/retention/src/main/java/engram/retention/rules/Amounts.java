package engram.retention.rules;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times, sizes and shares as people write them.
final class Amounts {

    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(s|m|h|d|w|y)");
    private static final Map<String, Duration> TIMES = Map.of(
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "w", Duration.ofDays(7),
            "y", Duration.ofDays(365));
    private static final Duration LONGEST = Duration.ofDays(365 * 1_000L);

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9}) ?(B|KiB|MiB|GiB)");
    private static final Map<String, Long> SIZES = Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    private static final Pattern SHARE = Pattern.compile("([0-9]{1,3}) ?%");

    private Amounts() {}

    static Optional<Duration> time(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(TIMES.get(time.group(2)).multipliedBy(Long.parseLong(time.group(1))))
                    .filter(length -> length.compareTo(LONGEST) <= 0);
        } catch (DateTimeException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    static Optional<Long> size(String text) {
        Matcher size = SIZE.matcher(text);
        return size.matches() ? Optional.of(Long.parseLong(size.group(1)) * SIZES.get(size.group(2))) : Optional.empty();
    }

    static Optional<Double> share(String text) {
        Matcher share = SHARE.matcher(text);
        return share.matches()
                ? Optional.of(Integer.parseInt(share.group(1)) / 100.0).filter(part -> part <= 1)
                : Optional.empty();
    }

    static Optional<Integer> count(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
