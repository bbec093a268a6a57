package engram.reconcile;

import java.time.Duration;

/// How bucket, catalog and index are walked over.
///
/// @param grace what changed less than this ago is in flight, and no drift
/// @param unsettled what is unsettled longer than this is in flight no more
/// @param retry how long a FAILED document whose reason may be gone waits to be tried again
/// @param hintsASecond most hints in a second, so that live traffic goes first
/// @param mostWaiting messages in the queue beside which a walk sends any, so that what comes live does not wait behind its hints
/// @param examples most examples of each kind of difference in a report
public record WalkSettings(Duration grace, Duration unsettled, Duration retry, int hintsASecond, int mostWaiting, int examples) {

    private static final int MOST_AT_ONCE = 100;
    /// Longest pause for the hints of what is looked at at once.
    private static final long MOST_SECONDS = 10;

    public WalkSettings {
        if (grace.isNegative() || unsettled.isNegative() || retry.isNegative() || hintsASecond < 1 || mostWaiting < 0 || examples < 0) {
            throw new IllegalArgumentException(
                    ("a walk has no negative times, at least 1 hint a second and no negative number of waiting messages or examples;"
                                    + " got %s, %s, %s, %d, %d and %d")
                            .formatted(grace, unsettled, retry, hintsASecond, mostWaiting, examples));
        }
    }

    /// Documents that are looked at before it is asked whether it is time to stop.
    int atOnce() {
        return Math.clamp(hintsASecond * MOST_SECONDS, 1, MOST_AT_ONCE);
    }
}
