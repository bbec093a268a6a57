package engram.ingest.extract.document;

import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.characters.Texts;
import java.util.ArrayList;
import java.util.List;

/// Notes the blocks of a text that is kept as it is, while it is read line by line: paragraphs and lists end where
/// something else begins.
public final class BlockNotes {

    private final String text;
    private final ExtractionSettings settings;
    private final HeadingPath headings = new HeadingPath();
    private final List<Block> blocks = new ArrayList<>();
    private final List<Block> items = new ArrayList<>();
    private String firstHeading = "";
    private Block.Kind open;
    private int start = -1;
    private int end;
    private boolean full;

    public BlockNotes(String text, ExtractionSettings settings) {
        this.text = text;
        this.settings = settings;
    }

    /// A line of a paragraph, or of the item that is open.
    public void line(int from, int to) {
        if (start < 0) {
            flush();
            open = Block.Kind.PARAGRAPH;
            start = from;
        }
        end = to;
    }

    /// The first line of an item.
    public void item(int from, int to) {
        if (open == Block.Kind.ITEM) {
            endItem();
        } else {
            flush();
        }
        open = Block.Kind.ITEM;
        start = from;
        end = to;
    }

    /// A paragraph ends; a list may go on.
    public void blank() {
        if (open == Block.Kind.ITEM) {
            endItem();
        } else {
            flush();
        }
    }

    /// Whether a paragraph is open, and where it began; negative if none is.
    public int paragraphStart() {
        return open == Block.Kind.PARAGRAPH ? start : -1;
    }

    public void heading(int level, String words, int from, int to) {
        flush();
        String heading = Texts.oneLine(words, settings.maxTitle());
        firstHeading = firstHeading.isEmpty() && level == 1 ? heading : firstHeading;
        headings.enter(level, heading);
        add(new Block(Block.Kind.HEADING, from, to, headings.current()));
    }

    public void block(Block.Kind kind, int from, int to) {
        flush();
        add(new Block(kind, from, to, headings.current()));
    }

    /// @param rows where each begins; the last one ends with the table
    public void table(int from, int to, List<Integer> rows) {
        flush();
        List<Block> parts = new ArrayList<>();
        for (int i = 0; i < rows.size() && i < settings.maxBlocks(); i++) {
            int next = i + 1 < Math.min(rows.size(), settings.maxBlocks()) ? rows.get(i + 1) : to;
            parts.add(new Block(Block.Kind.ROW, rows.get(i), next, headings.current()));
        }
        add(new Block(Block.Kind.TABLE, from, to, headings.current(), parts));
    }

    /// The first heading of the first level, or an empty string.
    public String firstHeading() {
        return firstHeading;
    }

    public List<Block> finish() {
        flush();
        return blocks;
    }

    private void endItem() {
        if (start >= 0) {
            if (items.size() == settings.maxBlocks()) {
                start = items.removeLast().start();
            }
            items.add(new Block(Block.Kind.ITEM, start, end, headings.current()));
            start = -1;
        }
    }

    private void flush() {
        if (open == Block.Kind.ITEM) {
            endItem();
            add(new Block(
                    Block.Kind.LIST, items.getFirst().start(), items.getLast().end(), headings.current(), items));
            items.clear();
        } else if (open == Block.Kind.PARAGRAPH && start >= 0) {
            add(new Block(Block.Kind.PARAGRAPH, start, end, headings.current()));
        }
        open = null;
        start = -1;
    }

    private void add(Block block) {
        if (blocks.size() + 1 < settings.maxBlocks()) {
            blocks.add(block);
        } else if (!full) {
            full = true;
            blocks.add(new Block(Block.Kind.OTHER, block.start(), text.length(), headings.current()));
        }
    }
}
