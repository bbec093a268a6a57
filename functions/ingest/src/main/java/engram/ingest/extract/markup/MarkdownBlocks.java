package engram.ingest.extract.markup;

import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.characters.Texts;
import engram.ingest.extract.document.Block;
import engram.ingest.extract.document.HeadingPath;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;

/// Turns one parsed document into blocks.
final class MarkdownBlocks {

    private final String text;
    private final int offset;
    private final int end;
    private final ExtractionSettings settings;
    private final MarkdownParser parser;
    private final HeadingPath headings = new HeadingPath();
    private String firstHeading = "";
    private int count;

    /// @param offset where in the text the parsed part begins
    /// @param end where it ends
    MarkdownBlocks(String text, int offset, int end, ExtractionSettings settings, MarkdownParser parser) {
        this.text = text;
        this.offset = offset;
        this.end = end;
        this.settings = settings;
        this.parser = parser;
    }

    List<Block> of(Node document) {
        return children(document, offset, end, 0);
    }

    /// The first heading of the first level, or an empty string.
    String firstHeading() {
        return firstHeading;
    }

    /// Above what follows the parsed part.
    List<String> headings() {
        return headings.current();
    }

    private List<Block> children(Node parent, int from, int to, int depth) {
        List<Block> blocks = new ArrayList<>();
        int start = from;
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node.getSourceSpans().isEmpty() || depth > settings.maxDepth()) {
                continue;
            }
            int begin = Math.max(start, lineStart(first(node)));
            if (++count > settings.maxBlocks()) {
                blocks.add(new Block(Block.Kind.OTHER, begin, to, headings.current()));
                return blocks;
            }
            int end = Math.min(to, last(node));
            if (end > begin) {
                blocks.add(block(node, begin, end, depth));
                start = end;
            }
        }
        return blocks;
    }

    private Block block(Node node, int start, int end, int depth) {
        if (node instanceof Heading heading && depth == 0) {
            enter(heading);
        }
        Block.Kind kind = kind(node, depth);
        List<Block> parts =
                switch (kind) {
                    case LIST, ITEM, QUOTE -> children(node, start, end, depth + 1);
                    case TABLE -> rows(node, start, end);
                    case FRONT_MATTER, HEADING, PARAGRAPH, CODE, ROW, OTHER -> List.of();
                };
        return new Block(kind, start, end, headings.current(), parts);
    }

    private void enter(Heading heading) {
        String words = parser.words(heading);
        if (heading.getLevel() == 1 && firstHeading.isEmpty()) {
            firstHeading = words;
        }
        headings.enter(heading.getLevel(), Texts.oneLine(words, settings.maxTitle()));
    }

    /// The head, with the line of dashes under it, and each row of the body.
    private List<Block> rows(Node table, int from, int to) {
        List<Block> rows = new ArrayList<>();
        int start = from;
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            if (part instanceof TableHead && part.getNext() instanceof TableBody body) {
                start = addRow(rows, start, lineStart(first(body)));
            }
            for (Node row = part.getFirstChild(); part instanceof TableBody && row != null; row = row.getNext()) {
                start = addRow(rows, Math.max(start, lineStart(first(row))), Math.min(to, last(row)));
            }
        }
        return rows;
    }

    private int addRow(List<Block> rows, int start, int end) {
        if (end > start && ++count <= settings.maxBlocks()) {
            rows.add(new Block(Block.Kind.ROW, start, end, headings.current()));
        }
        return end;
    }

    private static Block.Kind kind(Node node, int depth) {
        return switch (node) {
            case Heading _ -> depth == 0 ? Block.Kind.HEADING : Block.Kind.PARAGRAPH;
            case Paragraph _ -> Block.Kind.PARAGRAPH;
            case FencedCodeBlock _ -> Block.Kind.CODE;
            case IndentedCodeBlock _ -> Block.Kind.CODE;
            case TableBlock _ -> Block.Kind.TABLE;
            case ListBlock _ -> Block.Kind.LIST;
            case ListItem _ -> Block.Kind.ITEM;
            case BlockQuote _ -> Block.Kind.QUOTE;
            default -> Block.Kind.OTHER;
        };
    }

    private int first(Node node) {
        return offset + node.getSourceSpans().getFirst().getInputIndex();
    }

    private int last(Node node) {
        SourceSpan span = node.getSourceSpans().getLast();
        return offset + span.getInputIndex() + span.getLength();
    }

    /// Back to the start of the line, if only indentation and quote marks stand there.
    private int lineStart(int at) {
        int start = at;
        while (start > offset && " \t>".indexOf(text.charAt(start - 1)) >= 0) {
            start--;
        }
        return start == offset || text.charAt(start - 1) == '\n' || text.charAt(start - 1) == '\r' ? start : at;
    }
}
