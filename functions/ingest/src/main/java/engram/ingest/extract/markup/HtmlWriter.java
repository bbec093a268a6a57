package engram.ingest.extract.markup;

import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.characters.Texts;
import engram.ingest.extract.document.Block;
import engram.ingest.extract.document.HeadingPath;
import java.util.ArrayList;
import java.util.List;

/// Writes the text of a page and notes its blocks.
public final class HtmlWriter {

    /// A block that is open.
    private static final class Frame {
        /// Absent where the blocks inside are its parent's: layout tables.
        final Block.Kind kind;
        final List<Block> parts = new ArrayList<>();
        int start = -1;
        int items;
        String marker = "";

        Frame(Block.Kind kind) {
            this.kind = kind;
        }
    }

    private final ExtractionSettings settings;
    private final HeadingPath headings = new HeadingPath();
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder leaf = new StringBuilder();
    private final List<Frame> frames = new ArrayList<>(List.of(new Frame(Block.Kind.OTHER)));
    private String firstHeading = "";
    private boolean space;
    private int headingLevel;
    private int verbatim;
    /// Open blocks that are not told apart, being too deep or in a row.
    private int flattened;
    private int cells = -1;
    private int count;

    public HtmlWriter(ExtractionSettings settings) {
        this.settings = settings;
    }

    public void inline(String text) {
        if (verbatim > 0) {
            leaf.append(text);
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
                space = true;
            } else {
                if (space && !leaf.isEmpty() && leaf.charAt(leaf.length() - 1) != '\n') {
                    leaf.append(' ');
                }
                space = false;
                leaf.append(c);
            }
        }
    }

    public void alternative(String text) {
        if (!text.isBlank()) {
            inline(" " + text + " ");
        }
    }

    public void lineBreak() {
        if (verbatim > 0 || !inRow() && !leaf.isEmpty()) {
            leaf.append('\n');
        }
        space = inRow();
    }

    public void heading(int level) {
        flush();
        headingLevel = plain() ? level : 0;
    }

    public void endHeading() {
        flush();
        headingLevel = 0;
    }

    public void verbatim() {
        flush();
        verbatim++;
    }

    public void endVerbatim() {
        if (--verbatim == 0) {
            emit(inRow() ? Block.Kind.PARAGRAPH : Block.Kind.CODE);
        }
    }

    public void openTable(boolean data) {
        push(data ? Block.Kind.TABLE : null);
    }

    public void open(Block.Kind kind) {
        push(kind);
    }

    public void item(boolean numbered) {
        Frame list = frames.getLast();
        push(Block.Kind.ITEM);
        if (flattened == 0 && list.kind == Block.Kind.LIST) {
            list.items++;
            String indent = "  ".repeat(Math.max(0, (frames.size() - 3) / 2));
            frames.getLast().marker = indent + (numbered ? list.items + ". " : "- ");
        }
    }

    public void row() {
        boolean data = flattened == 0 && frames.getLast().kind == Block.Kind.TABLE;
        push(data ? Block.Kind.ROW : null);
        if (data && flattened == 0) {
            cells = 0;
        }
    }

    public void endRow() {
        if (inRow() && flattened == 0) {
            cells = -1;
            emit(Block.Kind.ROW);
        }
        close();
    }

    public void cell() {
        if (!inRow()) {
            flush();
        } else if (flattened == 0 && cells++ > 0) {
            leaf.append(" |");
            space = true;
        }
    }

    private void push(Block.Kind kind) {
        flush();
        if (flattened > 0 || inRow() || frames.size() > settings.maxDepth()) {
            flattened++;
        } else {
            frames.add(new Frame(kind));
        }
    }

    public void close() {
        flush();
        if (flattened > 0) {
            flattened--;
        } else {
            pop();
        }
    }

    private void pop() {
        Frame closed = frames.removeLast();
        Frame parent = frames.getLast();
        if (closed.parts.isEmpty()) {
            return;
        }
        if (closed.kind == null || closed.kind == Block.Kind.ROW) {
            parent.parts.addAll(closed.parts);
        } else {
            int end = closed.parts.getLast().end();
            parent.parts.add(new Block(closed.kind, closed.start, end, headings.current(), closed.parts));
        }
    }

    /// Ends the paragraph or heading that is being written.
    public void flush() {
        if (verbatim > 0) {
            if (!leaf.isEmpty() && leaf.charAt(leaf.length() - 1) != '\n') {
                leaf.append('\n');
            }
        } else if (inRow()) {
            space = true;
        } else {
            emit(headingLevel > 0 ? Block.Kind.HEADING : Block.Kind.PARAGRAPH);
        }
    }

    private void emit(Block.Kind kind) {
        String words = leaf.toString().stripTrailing();
        leaf.setLength(0);
        space = false;
        if (Texts.isBlank(words)) {
            return;
        }
        if (kind == Block.Kind.HEADING) {
            enter(words);
        }
        if (!out.isEmpty()) {
            out.append(plain() ? "\n\n" : "\n");
        }
        write(kind, words);
    }

    private void enter(String words) {
        String heading = Texts.oneLine(Texts.clean(words), settings.maxTitle());
        firstHeading = headingLevel == 1 && firstHeading.isEmpty() ? heading : firstHeading;
        headings.enter(headingLevel, heading);
        headingLevel = 0;
    }

    private void write(Block.Kind kind, String words) {
        for (Frame frame : frames) {
            if (frame.start < 0) {
                frame.start = out.length();
                out.append(frame.marker);
            }
        }
        int start = out.length();
        out.append(words);
        if (++count <= settings.maxBlocks()) {
            frames.getLast().parts.add(new Block(kind, start, out.length(), headings.current()));
        }
    }

    private boolean inRow() {
        return cells >= 0;
    }

    /// Whether no list, table or quote is open.
    private boolean plain() {
        return frames.stream().skip(1).allMatch(frame -> frame.kind == null);
    }

    public String firstHeading() {
        return firstHeading;
    }

    public String text() {
        return Texts.clean(out.toString());
    }

    public List<Block> finish() {
        verbatim = 0;
        cells = -1;
        flush();
        while (frames.size() > 1) {
            pop();
        }
        List<Block> blocks = frames.getFirst().parts;
        int end = blocks.isEmpty() ? 0 : blocks.getLast().end();
        if (count > settings.maxBlocks()) {
            blocks.add(new Block(Block.Kind.OTHER, end, out.length(), headings.current()));
        }
        return blocks;
    }
}
