package engram.reconcile;

import java.time.Duration;

/// How bucket, catalog and index are walked over.
///
/// @param grace what changed less than this ago is in flight, and no drift
/// @param hintsASecond most hints in a second, so that live traffic goes first
/// @param examples most examples of each kind of difference in a report
public record WalkSettings(Duration grace, int hintsASecond, int examples) {

    public WalkSettings {
        if (grace.isNegative() || hintsASecond < 1 || examples < 0) {
            throw new IllegalArgumentException(
                    "a walk has no negative grace, at least 1 hint a second and no negative number of examples; got %s, %d and %d"
                            .formatted(grace, hintsASecond, examples));
        }
    }
}
