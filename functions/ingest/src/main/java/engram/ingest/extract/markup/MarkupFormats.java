package engram.ingest.extract.markup;

import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.document.Extractor;
import engram.ingest.extract.type.MediaTypes;
import java.util.Map;

/// The texts that people write: plain ones, and in markup.
public final class MarkupFormats {

    private MarkupFormats() {}

    /// By media type.
    public static Map<String, Extractor> extractors(ExtractionSettings settings) {
        return Map.of(
                MediaTypes.MARKDOWN, new MarkdownExtractor(settings),
                MediaTypes.HTML, new HtmlExtractor(settings),
                MediaTypes.PLAIN, new PlainTextExtractor(settings),
                MediaTypes.ASCIIDOC, new AsciiDocExtractor(settings),
                MediaTypes.RST, new RstExtractor(settings));
    }
}
