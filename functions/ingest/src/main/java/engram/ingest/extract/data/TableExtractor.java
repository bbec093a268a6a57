package engram.ingest.extract.data;

import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.characters.Lines;
import engram.ingest.extract.characters.Texts;
import engram.ingest.extract.document.Block;
import engram.ingest.extract.document.Extracted;
import engram.ingest.extract.document.Extractor;
import engram.ingest.extract.document.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// CSV and TSV (RFC 4180): the text is the file, a row a row, over several lines where a cell in quotes has them. The
/// first row, which names the columns, is the heading of all rows: so it is with each chunk.
final class TableExtractor implements Extractor {

    private final ExtractionSettings settings;

    TableExtractor(ExtractionSettings settings) {
        this.settings = settings;
    }

    @Override
    public Extracted extract(Source source) {
        String text = source.text();
        if (Texts.isBlank(text)) {
            return new Extracted(text, "", source.contentType(), Map.of(), List.of());
        }
        String columns = Texts.oneLine(Lines.at(text, 0).replace('\t', ' '), settings.maxTitle());
        List<String> headings = columns.isEmpty() ? List.of() : List.of(columns);
        List<Block> rows = rows(text, headings);
        Block table = new Block(Block.Kind.TABLE, 0, text.length(), headings, rows);
        return new Extracted(text, "", source.contentType(), Map.of(), List.of(table));
    }

    private List<Block> rows(String text, List<String> headings) {
        List<Block> rows = new ArrayList<>();
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (!quoted && c == '\n' && rows.size() + 1 < settings.maxBlocks()) {
                rows.add(new Block(Block.Kind.ROW, start, i + 1, headings));
                start = i + 1;
            }
        }
        if (start < text.length()) {
            rows.add(new Block(Block.Kind.ROW, start, text.length(), headings));
        }
        return rows;
    }
}
