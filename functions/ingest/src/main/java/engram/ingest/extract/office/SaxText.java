package engram.ingest.extract.office;

import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.document.Block;
import engram.ingest.extract.markup.HtmlWriter;
import java.util.Locale;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/// Writes down the XHTML events of a parser, as far as a reader sees them. Stops where a bound is reached, or when its
/// thread was told to end.
final class SaxText extends DefaultHandler {

    private final HtmlWriter writer;
    private final int maxText;
    private long written;
    private int unseen;

    SaxText(ExtractionSettings settings) {
        this.writer = new HtmlWriter(settings);
        this.maxText = settings.parsers().maxText();
    }

    HtmlWriter writer() {
        return writer;
    }

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes) {
        count(1);
        String name = name(local, qualified);
        if (unseen > 0 || isUnseen(name)) {
            unseen++;
            return;
        }
        switch (name) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> writer.heading(name.charAt(1) - '0');
            case "pre" -> writer.verbatim();
            case "ul", "ol" -> writer.open(Block.Kind.LIST);
            case "li" -> writer.item(false);
            case "blockquote" -> writer.open(Block.Kind.QUOTE);
            case "table" -> writer.openTable(true);
            case "tr" -> writer.row();
            case "td", "th" -> writer.cell();
            case "img" -> writer.alternative(alternative(attributes));
            case "br" -> writer.lineBreak();
            case "p", "div" -> writer.flush();
            default -> {}
        }
    }

    @Override
    public void endElement(String uri, String local, String qualified) {
        if (unseen > 0) {
            unseen--;
            return;
        }
        switch (name(local, qualified)) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> writer.endHeading();
            case "pre" -> writer.endVerbatim();
            case "ul", "ol", "li", "blockquote", "table" -> writer.close();
            case "tr" -> writer.endRow();
            case "p", "div" -> writer.flush();
            default -> {}
        }
    }

    @Override
    public void characters(char[] characters, int from, int length) {
        if (unseen > 0) {
            return;
        }
        count(length);
        writer.inline(new String(characters, from, length));
    }

    /// Elements count as well: a sheet may have millions of empty cells.
    private void count(int more) {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("told to end");
        }
        written += more;
        if (written > maxText) {
            throw new PermanentFailure(Reason.EXPANDS_TOO_MUCH, "holds more than " + maxText + " characters");
        }
    }

    void paragraph(String words) {
        writer.flush();
        characters(words.toCharArray(), 0, words.length());
        writer.flush();
    }

    @Override
    public void ignorableWhitespace(char[] characters, int from, int length) {
        characters(characters, from, length);
    }

    private static boolean isUnseen(String name) {
        return name.equals("head") || name.equals("script") || name.equals("style");
    }

    /// The name that a parser gives a picture of which it knows no description is no text.
    private static String alternative(Attributes attributes) {
        String alt = attributes.getValue("alt");
        String source = attributes.getValue("src");
        return alt == null || source != null && source.endsWith(alt) ? "" : alt;
    }

    private static String name(String local, String qualified) {
        return (local == null || local.isEmpty() ? qualified : local).toLowerCase(Locale.ROOT);
    }
}
