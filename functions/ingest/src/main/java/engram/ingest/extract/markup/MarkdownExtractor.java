package engram.ingest.extract.markup;

import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.characters.Texts;
import engram.ingest.extract.document.Block;
import engram.ingest.extract.document.Extracted;
import engram.ingest.extract.document.Extractor;
import engram.ingest.extract.document.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.commonmark.node.Node;

/// Markdown (CommonMark with GitHub's tables) with YAML front matter. The title is the front matter's `title`, else
/// the first heading of the first level.
public final class MarkdownExtractor implements Extractor {

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
        Node document = parser.parse(text.substring(front.end()));
        MarkdownBlocks blocks = new MarkdownBlocks(text, front.end(), settings, parser);
        List<Block> all = new ArrayList<>();
        if (front.end() > 0) {
            all.add(new Block(Block.Kind.FRONT_MATTER, 0, front.end(), List.of()));
        }
        all.addAll(blocks.of(document));
        Map<String, List<String>> metadata = front.metadata().values();
        String title = metadata.getOrDefault("title", List.of(blocks.firstHeading())).getFirst();
        return new Extracted(
                text, Texts.oneLine(title, settings.maxTitle()), source.contentType(), metadata, all);
    }
}
