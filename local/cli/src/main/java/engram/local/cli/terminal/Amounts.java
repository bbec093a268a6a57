package engram.local.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Sizes, times and counts as people write them.
public final class Amounts {

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private Amounts() {}

    /// In B, KB, MB or GB of 1024.
    public static String bytes(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double amount = bytes;
        for (String unit : new String[] {"KB", "MB"}) {
            amount /= 1024;
            if (amount < 1024) {
                return shortly(amount) + " " + unit;
            }
        }
        return shortly(amount / 1024) + " GB";
    }

    private static String shortly(double amount) {
        return String.format(Locale.ROOT, amount < 10 ? "%.1f" : "%.0f", amount);
    }

    /// In ms below a second, in seconds below two minutes, else in minutes and seconds.
    public static String time(Duration time) {
        long millis = time.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 120_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        return time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }

    /// Such as "1 document" or "3 documents".
    public static String count(long count, String thing) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? thing : thing + "s");
    }

    public static String second(Instant instant, ZoneId zone) {
        return SECOND.format(instant.atZone(zone));
    }
}
