package engram.simulation;

import java.util.Arrays;
import java.util.Optional;

/// Looks for the shortest history that breaks an invariant: choices are left out or made duller as long as it does, as
/// Hypothesis does (MacIver and Donaldson, "Test-Case Reduction via Test-Case Generation", 2020).
final class Shrinking {

    private final Mutation mutation;
    private int triesLeft;
    private Found best;

    private Shrinking(Found found, Mutation mutation, int tries) {
        this.best = found;
        this.mutation = mutation;
        this.triesLeft = tries;
    }

    /// @param tries how many histories to live at most
    static Found shrink(Found found, Mutation mutation, int tries) {
        Shrinking shrinking = new Shrinking(found, mutation, tries);
        Found before;
        do {
            before = shrinking.best;
            shrinking.leaveOut();
            shrinking.makeDull();
            shrinking.lower();
        } while (shrinking.best != before && shrinking.triesLeft > 0);
        return shrinking.best;
    }

    private void leaveOut() {
        for (int length = best.choices().length / 2; length > 0; length /= 2) {
            for (int from = best.choices().length - length; from >= 0; from -= Math.max(1, length / 4)) {
                int[] now = best.choices();
                if (from + length <= now.length) {
                    int[] shorter = Arrays.copyOf(now, now.length - length);
                    System.arraycopy(now, from + length, shorter, from, now.length - from - length);
                    attempt(shorter);
                }
            }
        }
    }

    private void makeDull() {
        for (int length = best.choices().length / 2; length > 0; length /= 2) {
            for (int from = 0; from + length <= best.choices().length; from += length) {
                int[] duller = best.choices().clone();
                Arrays.fill(duller, from, from + length, 0);
                attempt(duller);
            }
        }
    }

    private void lower() {
        for (int at = 0; at < best.choices().length; at++) {
            for (int by = best.choices()[at]; by > 0 && at < best.choices().length; by /= 2) {
                int[] lower = best.choices().clone();
                lower[at] = Math.max(0, lower[at] - by);
                attempt(lower);
            }
        }
    }

    private void attempt(int[] choices) {
        if (triesLeft <= 0 || Arrays.equals(choices, best.choices())) {
            return;
        }
        triesLeft--;
        Optional<Found> found = Found.in(Choices.replaying(choices), mutation);
        found.filter(candidate -> isShorter(candidate.choices(), best.choices())).ifPresent(candidate -> best = candidate);
    }

    private static boolean isShorter(int[] one, int[] other) {
        return one.length != other.length ? one.length < other.length : weight(one) < weight(other);
    }

    private static long weight(int[] choices) {
        return Arrays.stream(choices).mapToLong(choice -> choice == 0 ? 0 : 1000L + choice).sum();
    }
}
