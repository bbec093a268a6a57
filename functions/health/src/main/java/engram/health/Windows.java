package engram.health;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Times in which nobody wants to hear of changes.
public record Windows(List<Window> windows) {

    public static final Windows NONE = new Windows(List.of());

    /// @param end first moment after it
    record Window(Instant begin, Instant end) {
        Window {
            if (!begin.isBefore(end)) {
                throw new IllegalArgumentException("a maintenance window ends after it begins, got " + begin + "/" + end);
            }
        }
    }

    public Windows {
        windows = List.copyOf(windows);
    }

    /// @param intervals of ISO 8601: `2026-11-22T02:00:00Z/2026-11-22T04:00:00Z` or `2026-11-22T02:00:00Z/PT2H`
    /// @throws IllegalArgumentException that names what it cannot read
    public static Windows parse(List<String> intervals) {
        List<Window> windows = new ArrayList<>();
        for (String interval : intervals) {
            windows.add(window(interval.strip()));
        }
        return new Windows(windows);
    }

    private static Window window(String interval) {
        String[] ends = interval.split("/", -1);
        try {
            if (ends.length == 2) {
                Instant begin = Instant.parse(ends[0]);
                return new Window(
                        begin, ends[1].startsWith("P") ? begin.plus(Duration.parse(ends[1])) : Instant.parse(ends[1]));
            }
        } catch (DateTimeException e) {
            throw unreadable(interval, e);
        }
        throw unreadable(interval, null);
    }

    private static IllegalArgumentException unreadable(String interval, DateTimeException e) {
        return new IllegalArgumentException(
                "a maintenance window is BEGIN/END or BEGIN/DURATION like 2026-11-22T02:00:00Z/PT2H, got '" + interval + "'",
                e);
    }

    boolean hold(Instant moment) {
        return windows.stream().anyMatch(window -> !moment.isBefore(window.begin()) && moment.isBefore(window.end()));
    }
}
