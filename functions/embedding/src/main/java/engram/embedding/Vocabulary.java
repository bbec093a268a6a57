package engram.embedding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The word pieces a model knows, for looking up the longest one that a word goes on with. A piece that begins a word
/// and one that continues it (`##`) are different pieces.
///
/// An open hash table over one array of characters: loaded in few milliseconds, and a look-up makes no objects.
final class Vocabulary {

    private static final String CONTINUATION = "##";

    private final char[] text;
    private final int[] starts;
    private final boolean[] continues;
    /// Piece number + 1 by hash; 0 is a free place.
    private final int[] table;
    private final int longest;

    private Vocabulary(String lines) {
        text = lines.toCharArray();
        int size = (int) lines.chars().filter(c -> c == '\n').count();
        starts = new int[size + 1];
        continues = new boolean[size];
        table = new int[Integer.highestOneBit(Math.max(size, 1)) * 4];
        int max = 1;
        for (int piece = 0, at = 0; piece < size; piece++) {
            int end = lines.indexOf('\n', at);
            continues[piece] = lines.startsWith(CONTINUATION, at) && end - at > CONTINUATION.length();
            starts[piece] = at;
            add(piece, end);
            max = Math.max(max, end - begin(piece));
            at = end + 1;
            starts[piece + 1] = at;
        }
        longest = max;
    }

    /// Reads one piece a line; its number is its line, from 0.
    static Vocabulary read(Path file) {
        try {
            return new Vocabulary(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new IllegalStateException(ModelFiles.missing(file), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the vocabulary " + file, e);
        }
    }

    static Vocabulary of(String... pieces) {
        return new Vocabulary(String.join("\n", pieces) + "\n");
    }

    int size() {
        return continues.length;
    }

    /// Number of the piece with this text (`##` before one that continues a word).
    ///
    /// @throws IllegalStateException if there is none
    int number(String piece) {
        boolean continuing = piece.startsWith(CONTINUATION);
        char[] characters = (continuing ? piece.substring(CONTINUATION.length()) : piece).toCharArray();
        long found = longestPiece(characters, 0, characters.length, continuing);
        if (found < 0 || length(found) != characters.length) {
            throw new IllegalStateException("the vocabulary has no " + piece);
        }
        return piece(found);
    }

    /// The longest piece that `word` goes on with at `from`, as [#piece] and [#length]; negative if there is none.
    long longestPiece(char[] word, int from, int to, boolean continuing) {
        int hash = continuing ? 1 : 0;
        int end = Math.min(to, from + longest);
        long best = -1;
        for (int i = from; i < end; i++) {
            hash = hash * 31 + word[i];
            int piece = find(hash, word, from, i + 1, continuing);
            if (piece >= 0) {
                best = (long) piece << 32 | i + 1 - from;
            }
        }
        return best;
    }

    static int piece(long found) {
        return (int) (found >>> 32);
    }

    static int length(long found) {
        return (int) found;
    }

    private int find(int hash, char[] word, int from, int to, boolean continuing) {
        for (int slot = slot(hash); table[slot] != 0; slot = slot + 1 & table.length - 1) {
            int piece = table[slot] - 1;
            if (continues[piece] == continuing && matches(piece, word, from, to)) {
                return piece;
            }
        }
        return -1;
    }

    private boolean matches(int piece, char[] word, int from, int to) {
        int at = begin(piece);
        if (starts[piece + 1] - 1 - at != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (word[i] != text[at++]) {
                return false;
            }
        }
        return true;
    }

    private void add(int piece, int end) {
        int hash = continues[piece] ? 1 : 0;
        for (int i = begin(piece); i < end; i++) {
            hash = hash * 31 + text[i];
        }
        int slot = slot(hash);
        while (table[slot] != 0) {
            slot = slot + 1 & table.length - 1;
        }
        table[slot] = piece + 1;
    }

    /// First character behind the `##`.
    private int begin(int piece) {
        return starts[piece] + (continues[piece] ? CONTINUATION.length() : 0);
    }

    /// Multiplies by 2^32 / golden ratio (Knuth), so that neighbouring hashes are far apart.
    private int slot(int hash) {
        return hash * 0x9E3779B9 >>> Integer.numberOfLeadingZeros(table.length - 1);
    }
}
