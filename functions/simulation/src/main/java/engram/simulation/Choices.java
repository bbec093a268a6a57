package engram.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/// What decides a history: a sequence of numbers, each below a bound. They are drawn by a seed, or read from an earlier
/// sequence, and kept, so that the history can be lived again. Zero is always the dullest choice: what is not said is zero.
final class Choices {

    /// Of a history that is replayed.
    static final int MOST = 1_000_000;
    private static final Pattern WORD = Pattern.compile("z?[0-9]{1,8}");

    private final IntUnaryOperator source;
    private int[] made = new int[1024];
    private int count;

    private Choices(IntUnaryOperator source) {
        this.source = source;
    }

    static Choices of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new Choices(random::nextInt);
    }

    /// Makes the same choices again, as far as they are below their bounds; zero from where they end.
    static Choices replaying(int[] before) {
        int[] at = {0};
        return new Choices(bound -> at[0] < before.length ? before[at[0]++] % bound : 0);
    }

    int below(int bound) {
        int choice = source.applyAsInt(bound);
        if (count == made.length) {
            made = Arrays.copyOf(made, 2 * count);
        }
        made[count++] = choice;
        return choice;
    }

    /// True so often of a thousand.
    boolean happens(int thousandths) {
        return below(1000) >= 1000 - thousandths;
    }

    /// Reads what [#text] wrote.
    ///
    /// @throws IllegalArgumentException if it did not, or there are more than [#MOST]
    static Choices parse(String text) {
        List<Integer> choices = new ArrayList<>();
        for (String word : text.isBlank() ? new String[0] : text.trim().split("\\s+")) {
            if (!WORD.matcher(word).matches()) {
                throw new IllegalArgumentException("choices are numbers and z5 for five zeros, got " + word);
            }
            boolean zeros = word.startsWith("z");
            int number = Integer.parseInt(zeros ? word.substring(1) : word);
            if (zeros && number > MOST - choices.size()) {
                throw new IllegalArgumentException("a history has at most " + MOST + " choices");
            }
            choices.addAll(zeros ? Collections.nCopies(number, 0) : List.of(number));
        }
        return replaying(choices.stream().mapToInt(Integer::intValue).toArray());
    }

    /// The choices as a text: numbers, and `z5` for five zeros; zeros at the end are left out.
    static String text(int[] made) {
        StringBuilder text = new StringBuilder();
        int zeros = 0;
        for (int choice : made) {
            if (choice == 0) {
                zeros++;
                continue;
            }
            if (zeros > 0) {
                text.append(zeros == 1 ? "0 " : "z" + zeros + " ");
                zeros = 0;
            }
            text.append(choice).append(' ');
        }
        return text.toString().trim();
    }

    int[] made() {
        return Arrays.copyOf(made, count);
    }
}
