package engram.ingest.extract.markup;

import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.document.Block;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/// Walks over a page and writes down what a reader sees. Without recursion, so that depth costs no stack.
final class HtmlText implements NodeFilter {

    private static final Set<String> UNSEEN = Set.of("head", "script", "style", "template", "noframes");
    private static final Set<String> MORE_BLOCKS = Set.of("option", "legend", "summary", "caption", "button");
    private static final String NOT_IN_DATA = "table, h1, h2, h3, h4, h5, h6, pre, p + p";

    private final HtmlWriter writer;

    HtmlText(ExtractionSettings settings) {
        this.writer = new HtmlWriter(settings);
    }

    /// Puts a paragraph before the page.
    void begin(String words) {
        writer.inline(words);
        writer.flush();
    }

    List<Block> blocks() {
        return writer.finish();
    }

    /// After [#blocks].
    String text() {
        return writer.text();
    }

    /// The first heading of the first level, or an empty string.
    String firstHeading() {
        return writer.firstHeading();
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode text) {
            writer.inline(text.getWholeText());
        } else if (node instanceof Element element) {
            if (UNSEEN.contains(element.normalName())) {
                return FilterResult.SKIP_ENTIRELY;
            }
            open(element);
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            close(element);
        }
        return FilterResult.CONTINUE;
    }

    private void open(Element element) {
        String name = element.normalName();
        switch (name) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> writer.heading(name.charAt(1) - '0');
            case "pre", "textarea", "listing", "xmp" -> writer.verbatim();
            case "ul", "ol", "dl", "menu" -> writer.open(Block.Kind.LIST);
            case "li" -> writer.item(isNumbered(element));
            case "dt", "dd" -> writer.open(Block.Kind.ITEM);
            case "blockquote" -> writer.open(Block.Kind.QUOTE);
            case "table" -> openTable(element);
            case "tr" -> writer.row();
            case "td", "th" -> writer.cell();
            case "img", "area" -> writer.alternative(element.attr("alt"));
            case "br" -> writer.lineBreak();
            default -> flushAround(element);
        }
    }

    private void close(Element element) {
        switch (element.normalName()) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> writer.endHeading();
            case "pre", "textarea", "listing", "xmp" -> writer.endVerbatim();
            case "ul", "ol", "dl", "menu", "li", "dt", "dd", "blockquote", "table" -> writer.close();
            case "tr" -> writer.endRow();
            case "td", "th", "img", "area", "br" -> {}
            default -> flushAround(element);
        }
    }

    private void flushAround(Element element) {
        if (element.tag().isBlock() || MORE_BLOCKS.contains(element.normalName())) {
            writer.flush();
        }
    }

    /// Pages were once laid out with tables: what holds tables, headings or paragraphs is no table of data.
    private void openTable(Element table) {
        boolean data = table.children().stream().allMatch(part -> part.selectFirst(NOT_IN_DATA) == null);
        writer.openTable(data);
    }

    private static boolean isNumbered(Element item) {
        return item.parent() != null && item.parent().normalName().equals("ol");
    }
}
