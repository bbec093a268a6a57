package engram.reconcile;

import java.time.Duration;

/// When workspaces are walked over.
///
/// @param every how long a walk that found nothing is good for
/// @param again how long one that found differences is good for, at least; never longer than `every`
/// @param margin how long a turn outlives the step that it is taken for
public record ReconcileSettings(Duration every, Duration again, Duration margin) {

    /// So walks that go on finding differences take a tenth of the time at most.
    private static final int SHARE = 10;

    public ReconcileSettings {
        if (every.isNegative() || again.isNegative() || margin.isNegative()) {
            throw new IllegalArgumentException(
                    "no time of reconcile is negative, got %s, %s and %s".formatted(every, again, margin));
        }
    }

    /// @param took how long the walk took that found differences
    Duration again(Duration took) {
        Duration longest = took.multipliedBy(SHARE);
        Duration pause = longest.compareTo(again) > 0 ? longest : again;
        return pause.compareTo(every) < 0 ? pause : every;
    }
}
