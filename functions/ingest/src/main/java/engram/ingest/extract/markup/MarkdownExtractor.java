package engram.ingest.extract.markup;

import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.characters.Texts;
import engram.ingest.extract.document.Block;
import engram.ingest.extract.document.Extracted;
import engram.ingest.extract.document.Extractor;
import engram.ingest.extract.document.Paragraphs;
import engram.ingest.extract.document.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Markdown (CommonMark with GitHub's tables) with YAML front matter. The title is the front matter's `title`, else
/// the first heading of the first level.
public final class MarkdownExtractor implements Extractor {

    /// Most characters that are parsed: beyond them are paragraphs. A parsed one costs up to some hundred bytes of memory.
    private static final int MOST_PARSED = 2 << 20;

    private final ExtractionSettings settings;
    private final MarkdownParser parser;

    public MarkdownExtractor(ExtractionSettings settings) {
        this.settings = settings;
        this.parser = new MarkdownParser(settings.maxDepth());
    }

    @Override
    public Extracted extract(Source source) {
        String text = source.text();
        FrontMatter front = FrontMatter.read(text, settings);
        int end = parsed(text, front.end());
        MarkdownBlocks blocks = new MarkdownBlocks(text, front.end(), end, settings, parser);
        List<Block> all = new ArrayList<>();
        if (front.end() > 0) {
            all.add(new Block(Block.Kind.FRONT_MATTER, 0, front.end(), List.of()));
        }
        all.addAll(blocks.of(parser.parse(text.substring(front.end(), end))));
        all.addAll(Paragraphs.of(text, end, settings.maxBlocks(), blocks.headings()));
        Map<String, List<String>> metadata = front.metadata().values();
        String title = metadata.getOrDefault("title", List.of(blocks.firstHeading())).getFirst();
        return new Extracted(
                text, Texts.oneLine(title, settings.maxTitle()), source.contentType(), metadata, all);
    }

    /// Up to the end of a line, if that is possible.
    private static int parsed(String text, int from) {
        if (text.length() - from <= MOST_PARSED) {
            return text.length();
        }
        int most = from + MOST_PARSED;
        int line = text.lastIndexOf('\n', most - 1) + 1;
        return line > from ? line : Character.isLowSurrogate(text.charAt(most)) ? most - 1 : most;
    }
}
