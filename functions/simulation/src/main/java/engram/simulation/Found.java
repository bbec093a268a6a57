package engram.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A history that breaks an invariant.
///
/// @param choices that made it, see [Choices#text]
/// @param steps what happened, a line each
record Found(Invariant invariant, String message, int[] choices, List<String> steps) {

    /// Lives the history of these choices.
    ///
    /// @return empty if all holds
    static Optional<Found> in(Choices choices, Mutation mutation) {
        try {
            new History(choices, mutation, null).live();
            return Optional.empty();
        } catch (Violation violation) {
            return Optional.of(new Found(violation.invariant(), violation.getMessage(), choices.made(), List.of()));
        }
    }

    /// The same with its steps, lived once more.
    Found told(Mutation mutation) {
        List<String> steps = new ArrayList<>();
        try {
            new History(Choices.replaying(choices), mutation, steps).live();
            throw new IllegalStateException("a history went otherwise when it was lived again: the simulation is not deterministic");
        } catch (Violation violation) {
            return new Found(violation.invariant(), violation.getMessage(), choices, steps);
        }
    }
}
