package engram.ingest.split;

/// How strong a seam is: a stronger one is cut first.
final class Strength {

    /// Between a heading and what follows it.
    static final int UNDER_HEADING = 0;
    /// Inside a word.
    static final int INSIDE = 1;
    static final int WORD = 2;
    /// Behind a comma or the like.
    static final int CLAUSE = 3;
    /// A sentence; a line of code.
    static final int SENTENCE = 4;
    /// A line of prose that is a unit of its own; a line of code behind a blank one.
    static final int LINE = 5;

    /// The weakest of blocks and their parts.
    static final int DEEPEST_PART = 7;
    private static final int BLOCK = 14;
    private static final int HEADING = 22;

    private Strength() {}

    /// A block, an item, a row and so on inwards.
    ///
    /// @param depth 0 at the top
    static int block(int depth) {
        return Math.max(DEEPEST_PART, BLOCK - depth);
    }

    static int heading(int level) {
        return HEADING - Math.clamp(level, 1, 6);
    }
}
