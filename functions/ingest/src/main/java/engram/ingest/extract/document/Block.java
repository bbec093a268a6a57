package engram.ingest.extract.document;

import java.util.List;

/// A piece of a document's structure: the characters from `start` up to and without `end` of its text.
///
/// @param headingPath headings above the block, outermost first; a heading's own text is its last one
/// @param parts what a block is made of, where that is known: the items of a list, the rows of a table, the blocks in
///     an item or a quote. Ordered, not overlapping, within the block
public record Block(Kind kind, int start, int end, List<String> headingPath, List<Block> parts) {

    public enum Kind {
        FRONT_MATTER,
        HEADING,
        PARAGRAPH,
        CODE,
        TABLE,
        ROW,
        LIST,
        ITEM,
        QUOTE,
        OTHER
    }

    public Block {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException(kind + " from " + start + " to " + end);
        }
        headingPath = List.copyOf(headingPath);
        parts = List.copyOf(parts);
        requireOrder(parts, start, end);
    }

    public Block(Kind kind, int start, int end, List<String> headingPath) {
        this(kind, start, end, headingPath, List.of());
    }

    static void requireOrder(List<Block> blocks, int start, int end) {
        int from = start;
        for (Block block : blocks) {
            if (block.start < from || block.end > end) {
                throw new IllegalArgumentException(block.kind + " from " + block.start + " to " + block.end
                        + " is not between " + from + " and " + end);
            }
            from = block.end;
        }
    }
}
