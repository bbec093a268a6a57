package engram.ingest.extract.document;

import engram.ingest.extract.characters.Lines;
import java.util.ArrayList;
import java.util.List;

/// Paragraphs are what blank lines separate.
public final class Paragraphs {

    private Paragraphs() {}

    /// The paragraphs from `from` on; beyond `most` of them, which is at least 1, the last one holds the rest.
    public static List<Block> of(CharSequence text, int from, int most, List<String> headings) {
        List<Block> blocks = new ArrayList<>();
        int start = -1;
        int end = 0;
        for (int line = from; line < text.length(); ) {
            int next = Lines.next(text, line);
            boolean blank = Lines.isBlank(text, line, next);
            if (blank && start >= 0 && blocks.size() < most) {
                blocks.add(new Block(Block.Kind.PARAGRAPH, start, end, headings));
                start = -1;
            } else if (!blank) {
                start = start < 0 ? line : start;
                end = next;
            }
            line = next;
        }
        if (start >= 0) {
            blocks.add(new Block(Block.Kind.PARAGRAPH, start, end, headings));
        }
        return blocks;
    }
}
