package engram.ingest.extract.markup;

import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/// Reads the blocks of Markdown and of their contents only what headings say: the rest stays as it was written.
final class MarkdownParser {

    private static final int MAX_HEADING = 2_000;

    private final Parser withTables;
    private final Parser withoutTables;
    private final Parser inlines = Parser.builder().enabledBlockTypes(Set.of()).build();

    /// @param maxDepth most quotes and lists in one another that are told apart
    MarkdownParser(int maxDepth) {
        withTables = builder(maxDepth).extensions(List.of(TablesExtension.create())).build();
        withoutTables = builder(maxDepth).build();
    }

    private static Parser.Builder builder(int maxDepth) {
        return Parser.builder()
                .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                .maxOpenBlockParsers(maxDepth)
                .inlineParserFactory(context -> (lines, node) -> {
                    if (node instanceof Heading) {
                        node.appendChild(new Text(lines.getContent()));
                    }
                });
    }

    Node parse(String text) {
        try {
            return withTables.parse(text);
        } catch (RuntimeException tooManyCells) {
            // The extension's own bound against tables that are wide and long; they stay as paragraphs.
            return withoutTables.parse(text);
        }
    }

    /// The words of a heading without their markup.
    String words(Heading heading) {
        if (!(heading.getFirstChild() instanceof Text content)) {
            return "";
        }
        String literal = content.getLiteral();
        StringBuilder words = new StringBuilder();
        inlines.parse(literal.substring(0, Math.min(literal.length(), MAX_HEADING)))
                .accept(new Words(words));
        return words.toString().replaceFirst("\\s*\\{[#:][^{}]*\\}\\s*$", "");
    }

    private static final class Words extends AbstractVisitor {

        private final StringBuilder words;

        Words(StringBuilder words) {
            this.words = words;
        }

        @Override
        public void visit(Text text) {
            words.append(text.getLiteral());
        }

        @Override
        public void visit(Code code) {
            words.append(code.getLiteral());
        }

        @Override
        public void visit(SoftLineBreak lineBreak) {
            words.append(' ');
        }

        @Override
        public void visit(HardLineBreak lineBreak) {
            words.append(' ');
        }
    }
}
