package engram.domain;

import java.util.Arrays;

/// Where the tokens of a text lie: token `i` covers the characters from `start(i)` up to and without `end(i)`.
/// Both grow with `i`; characters between tokens (white space, control characters) belong to none.
public final class TokenSpans {

    private final int[] starts;
    private final int[] ends;
    private final int count;

    /// @param starts first character of each token, ascending; only the first `count` are read
    /// @param ends the character behind each token, ascending
    public TokenSpans(int[] starts, int[] ends, int count) {
        this.starts = Arrays.copyOf(starts, count);
        this.ends = Arrays.copyOf(ends, count);
        this.count = count;
    }

    public int count() {
        return count;
    }

    public int start(int token) {
        return starts[token];
    }

    public int end(int token) {
        return ends[token];
    }

    /// How many tokens start before that character.
    public int countBefore(int character) {
        int at = Arrays.binarySearch(starts, character);
        if (at < 0) {
            return -at - 1;
        }
        // Tokens may share a start where one character makes several.
        while (at > 0 && starts[at - 1] == character) {
            at--;
        }
        return at;
    }

    /// How many tokens start in the characters from `start` up to and without `end`.
    public int countBetween(int start, int end) {
        return countBefore(end) - countBefore(start);
    }
}
