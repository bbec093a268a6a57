package engram.ingest.extract.markup;

import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.document.Block;
import engram.ingest.extract.document.Extracted;
import engram.ingest.extract.document.Extractor;
import engram.ingest.extract.document.Paragraphs;
import engram.ingest.extract.document.Source;
import java.util.List;
import java.util.Map;

/// Plain text: paragraphs are what blank lines separate. There is no title.
final class PlainTextExtractor implements Extractor {

    private final ExtractionSettings settings;

    PlainTextExtractor(ExtractionSettings settings) {
        this.settings = settings;
    }

    @Override
    public Extracted extract(Source source) {
        String text = source.text();
        List<Block> paragraphs = Paragraphs.of(text, 0, settings.maxBlocks(), List.of());
        return new Extracted(text, "", source.contentType(), Map.of(), paragraphs);
    }
}
