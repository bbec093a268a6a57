package engram.ingest.extract.data;

import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.characters.Lines;
import engram.ingest.extract.document.Block;
import engram.ingest.extract.document.Extracted;
import engram.ingest.extract.document.Extractor;
import engram.ingest.extract.document.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Source code, configuration and the like: the text is the file, in blocks of lines. A block begins with a line that is not
/// indented and has a blank line before it.
final class SourceExtractor implements Extractor {

    private final ExtractionSettings settings;

    SourceExtractor(ExtractionSettings settings) {
        this.settings = settings;
    }

    @Override
    public Extracted extract(Source source) {
        String text = source.text();
        return new Extracted(text, "", source.contentType(), Map.of(), blocks(text));
    }

    private List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        int start = 0;
        int end = 0;
        boolean blank = false;
        for (int at = 0; at < text.length(); ) {
            int next = Lines.next(text, at);
            boolean empty = Lines.isBlank(text, at, next);
            boolean begins = blank && !empty && !Character.isWhitespace(text.charAt(at)) && "})]".indexOf(text.charAt(at)) < 0;
            if (begins && end > start && blocks.size() + 1 < settings.maxBlocks()) {
                blocks.add(new Block(Block.Kind.CODE, start, end, List.of()));
                start = at;
            }
            end = empty ? end : next;
            blank = empty;
            at = next;
        }
        if (end > start) {
            blocks.add(new Block(Block.Kind.CODE, start, end, List.of()));
        }
        return blocks;
    }
}
