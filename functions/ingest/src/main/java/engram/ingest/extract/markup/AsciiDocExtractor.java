package engram.ingest.extract.markup;

import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.characters.Lines;
import engram.ingest.extract.document.Block;
import engram.ingest.extract.document.BlockNotes;
import engram.ingest.extract.document.Extracted;
import engram.ingest.extract.document.Extractor;
import engram.ingest.extract.document.Metadata;
import engram.ingest.extract.document.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// AsciiDoc: the text is the file; sections, listings, tables, lists and paragraphs are told apart. The title is the
/// document's (`= Title`); attributes of its header (`:name: value`) become metadata. Nothing is included.
final class AsciiDocExtractor implements Extractor {

    private static final Pattern HEADING = Pattern.compile("(={1,6}|#{1,6})[ \\t]+(\\S.*)");
    private static final Pattern ATTRIBUTE = Pattern.compile(":([\\w][\\w-]{0,99}):(?:[ \\t]+(.*)|)");
    private static final Pattern VERBATIM = Pattern.compile("-{4,}|\\.{4,}|\\+{4,}|/{4,}|`{3,}.*");
    private static final Pattern TABLE = Pattern.compile("[|,:!]={3,}");
    private static final Pattern FRAME = Pattern.compile("={4,}|\\*{4,}|_{4,}|--");
    private static final Pattern ITEM =
            Pattern.compile("[ \\t]*(?:\\*{1,6}|-|\\.{1,6}|\\d{1,9}\\.|<(?:\\d{1,9}|\\.)>)[ \\t]+\\S.*|\\S.{0,200}?(?:::{1,3}|;;)(?:[ \\t].*|)");

    private final ExtractionSettings settings;

    AsciiDocExtractor(ExtractionSettings settings) {
        this.settings = settings;
    }

    @Override
    public Extracted extract(Source source) {
        String text = source.text();
        BlockNotes notes = new BlockNotes(text, settings);
        Metadata metadata = new Metadata(settings);
        boolean header = true;
        for (int at = 0; at < text.length(); ) {
            String line = Lines.at(text, at);
            int next = Lines.next(text, at);
            Matcher attribute = ATTRIBUTE.matcher(line);
            if (header && attribute.matches() && attribute.group(2) != null) {
                metadata.add(attribute.group(1), attribute.group(2));
            }
            header &= !line.isBlank() || at == 0;
            at = line(text, at, next, line.stripTrailing(), notes);
        }
        List<Block> blocks = notes.finish();
        return new Extracted(text, notes.firstHeading(), source.contentType(), metadata.values(), blocks);
    }

    /// @return where to go on
    private static int line(String text, int at, int next, String line, BlockNotes notes) {
        Matcher heading = HEADING.matcher(line);
        if (line.isEmpty()) {
            notes.blank();
        } else if (heading.matches()) {
            notes.heading(heading.group(1).length(), heading.group(2), at, next);
        } else if (VERBATIM.matcher(line).matches()) {
            int end = closing(text, next, line.startsWith("`") ? "```" : line);
            notes.block(Block.Kind.CODE, at, end);
            return end;
        } else if (TABLE.matcher(line).matches()) {
            int end = closing(text, next, line);
            notes.table(at, end, rows(text, at, next, end));
            return end;
        } else if (FRAME.matcher(line).matches()) {
            notes.blank();
        } else if (ITEM.matcher(line).matches()) {
            notes.item(at, next);
        } else {
            notes.line(at, next);
        }
        return next;
    }

    /// Behind the line that ends what a line of the same kind began; the end of the text if none does.
    private static int closing(String text, int from, String delimiter) {
        for (int at = from; at < text.length(); at = Lines.next(text, at)) {
            if (Lines.at(text, at).stripTrailing().equals(delimiter)) {
                return Lines.next(text, at);
            }
        }
        return text.length();
    }

    /// Each line that begins with a cell begins a row; the opening line belongs to the first.
    private static List<Integer> rows(String text, int from, int first, int end) {
        List<Integer> rows = new ArrayList<>();
        rows.add(from);
        boolean any = false;
        for (int at = first; at < end; at = Lines.next(text, at)) {
            String line = Lines.at(text, at);
            boolean begins = line.startsWith("|") && !TABLE.matcher(line.stripTrailing()).matches();
            if (begins && any) {
                rows.add(at);
            }
            any |= begins;
        }
        return rows;
    }
}
