package engram.ingest.split;

import engram.domain.TokenSpans;
import java.util.Arrays;

/// Places where a chunk may begin, ascending, each with its rank. The rank is the strength of the structure there and,
/// within that, a hash of the characters that follow: it depends on the text around the place only, so that an edit
/// elsewhere leaves it alone.
final class Seams {

    /// So many characters behind a seam decide its hash.
    private static final int HASHED = 48;

    private static final int STRENGTH_SHIFT = 58;

    private final CharSequence text;
    private int[] positions = new int[256];
    private long[] ranks = new long[256];
    private int[] tokens;
    private int[] best;
    private int size;

    Seams(CharSequence text) {
        this.text = text;
    }

    /// @param strength 0 to 31, see [Strength]
    void add(int position, int strength) {
        if (position <= 0 || position >= text.length() || !Graphemes.isCut(text, position)) {
            return;
        }
        int last = size - 1;
        if (last >= 0 && positions[last] >= position) {
            // A block and its first part begin at the same place: the stronger one holds.
            if (positions[last] == position && strength > strength(last)) {
                ranks[last] = rank(position, strength);
            }
            return;
        }
        if (size == positions.length) {
            positions = Arrays.copyOf(positions, size * 2);
            ranks = Arrays.copyOf(ranks, size * 2);
        }
        positions[size] = position;
        ranks[size++] = rank(position, strength);
    }

    private long rank(int position, int strength) {
        long hash = 0xCBF29CE484222325L;
        int end = Math.min(text.length(), position + HASHED);
        for (int i = position; i < end; i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        hash ^= hash >>> 32;
        hash *= 0x9E3779B97F4A7C15L;
        return (long) strength << STRENGTH_SHIFT | hash >>> 64 - STRENGTH_SHIFT;
    }

    /// Makes the seams ready to be asked; none are added afterwards.
    Seams index(TokenSpans spans) {
        tokens = new int[size];
        best = new int[2 * size];
        for (int i = 0; i < size; i++) {
            tokens[i] = spans.countBefore(positions[i]);
            best[size + i] = i;
        }
        for (int i = size - 1; i > 0; i--) {
            best[i] = better(best[2 * i], best[2 * i + 1]);
        }
        return this;
    }

    int position(int seam) {
        return positions[seam];
    }

    int strength(int seam) {
        return strengthOf(ranks[seam]);
    }

    static int strengthOf(long rank) {
        return (int) (rank >>> STRENGTH_SHIFT);
    }

    /// The rank of the seam at that character, the lowest if there is none.
    long rankAt(int position) {
        int at = Arrays.binarySearch(positions, 0, size, position);
        return at < 0 ? 0 : ranks[at];
    }

    /// The first seam behind that character.
    int firstBehind(int position) {
        int at = Arrays.binarySearch(positions, 0, size, position);
        return at < 0 ? -at - 1 : at + 1;
    }

    /// The first seam at or behind that character.
    int firstAt(int position) {
        int at = Arrays.binarySearch(positions, 0, size, position);
        return at < 0 ? -at - 1 : at;
    }

    /// The first seam from `low` on, before `high`, that has at least so many tokens before it.
    int firstWithTokens(int low, int high, int count) {
        int from = low;
        int to = high;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (tokens[middle] < count) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /// The seam of the highest rank from `low` on, before `high`; the one nearest to the middle if several have it,
    /// as where lines repeat. Negative if the range is empty.
    int best(int low, int high) {
        int first = query(low, high);
        int second = first < 0 ? -1 : query(first + 1, high);
        if (second < 0 || ranks[second] != ranks[first]) {
            return first;
        }
        int middle = (low + high) >>> 1;
        for (int distance = 0; distance < 512; distance++) {
            if (middle + distance < high && ranks[middle + distance] == ranks[first]) {
                return middle + distance;
            }
            if (middle - distance >= low && ranks[middle - distance] == ranks[first]) {
                return middle - distance;
            }
        }
        return first;
    }

    private int query(int low, int high) {
        int found = -1;
        for (int l = low + size, r = high + size; l < r; l >>= 1, r >>= 1) {
            if ((l & 1) == 1) {
                found = better(found, best[l++]);
            }
            if ((r & 1) == 1) {
                found = better(found, best[--r]);
            }
        }
        return found;
    }

    private int better(int a, int b) {
        if (a < 0 || b < 0) {
            return Math.max(a, b);
        }
        int order = Long.compareUnsigned(ranks[a], ranks[b]);
        return order == 0 ? Math.min(a, b) : order > 0 ? a : b;
    }
}
