package engram.embedding;

/// The word that is being read: collects folded characters and, at its end, cuts them into pieces. Holds no more than
/// the longest word that is looked up, so that a word of megabytes costs no memory.
final class Word {

    /// `max_input_chars_per_word` of BERT's tokenizers, in code points.
    private static final int LONGEST = 100;

    private final Vocabulary vocabulary;
    private final int unknown;
    private final TokenSink sink;

    private final char[] folded = new char[2 * LONGEST];
    private final int[] starts = new int[2 * LONGEST];
    private final int[] ends = new int[2 * LONGEST];
    private int size;
    private int codePoints;
    private int start;
    private int end;

    private final int[] pieces = new int[2 * LONGEST];
    private final int[] lengths = new int[2 * LONGEST];

    Word(Vocabulary vocabulary, int unknown, TokenSink sink) {
        this.vocabulary = vocabulary;
        this.unknown = unknown;
        this.sink = sink;
    }

    /// The word goes on with this folded code point, made from the text's characters `from` up to and without `to`.
    void add(int codePoint, int from, int to) {
        if (codePoints == 0) {
            start = from;
        }
        end = to;
        if (codePoints < LONGEST) {
            put(codePoint, from, to);
        }
        if (codePoints <= LONGEST) {
            codePoints++;
        }
    }

    private void put(int codePoint, int from, int to) {
        int units = Character.toChars(codePoint, folded, size);
        for (int i = 0; i < units; i++) {
            starts[size] = from;
            ends[size] = to;
            size++;
        }
    }

    /// The word ends here and this code point is one of its own.
    void alone(int codePoint, int from, int to) {
        finish();
        add(codePoint, from, to);
        finish();
    }

    /// The word, if one has begun, ends here.
    void finish() {
        if (codePoints == 0) {
            return;
        }
        int count = codePoints > LONGEST ? 0 : cut();
        if (count == 0) {
            sink.token(unknown, start, end);
        }
        for (int i = 0, at = 0; i < count; i++) {
            int after = at + lengths[i];
            sink.token(pieces[i], starts[at], ends[after - 1]);
            at = after;
        }
        size = 0;
        codePoints = 0;
    }

    /// How many pieces the word has, 0 if a part of it is unknown.
    private int cut() {
        int count = 0;
        for (int at = 0; at < size; ) {
            long found = vocabulary.longestPiece(folded, at, size, at > 0);
            if (found < 0) {
                return 0;
            }
            pieces[count] = Vocabulary.piece(found);
            lengths[count] = Vocabulary.length(found);
            at += lengths[count++];
        }
        return count;
    }
}
