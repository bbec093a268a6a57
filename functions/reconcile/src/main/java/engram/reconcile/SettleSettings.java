package engram.reconcile;

import java.time.Duration;

/// When documents are unsettled too long.
///
/// @param after how long a document is left to its own messages: longer than the longest lease
/// @param longestPause between two hints for one document
/// @param hintsAtOnce most hints of one run
public record SettleSettings(Duration after, Duration longestPause, int hintsAtOnce) {

    public SettleSettings {
        if (!after.isPositive() || longestPause.compareTo(after) < 0 || hintsAtOnce < 1) {
            throw new IllegalArgumentException(
                    "a document is settled after a positive time, with pauses at least as long, and at least 1 hint at once;"
                            + " got %s, %s and %d".formatted(after, longestPause, hintsAtOnce));
        }
    }
}
