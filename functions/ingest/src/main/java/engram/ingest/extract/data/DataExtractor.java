package engram.ingest.extract.data;

import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.characters.Texts;
import engram.ingest.extract.document.Block;
import engram.ingest.extract.document.Extracted;
import engram.ingest.extract.document.Extractor;
import engram.ingest.extract.document.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// JSON, YAML and XML: the text is the file; what stands at its first level is a block, under its own name. Where there is no
/// such level, as in a file that is no valid one, the whole is one block. Nothing is parsed further: no depth to overflow,
/// no entity to expand.
final class DataExtractor implements Extractor {

    private final ExtractionSettings settings;
    private final Function<String, List<DataMembers.Member>> members;

    DataExtractor(ExtractionSettings settings, Function<String, List<DataMembers.Member>> members) {
        this.settings = settings;
        this.members = members;
    }

    @Override
    public Extracted extract(Source source) {
        String text = source.text();
        List<Block> blocks = new ArrayList<>();
        int end = 0;
        for (DataMembers.Member member : members.apply(text)) {
            if (blocks.isEmpty() && member.start() > 0) {
                blocks.add(new Block(Block.Kind.CODE, 0, member.start(), List.of()));
            }
            if (blocks.size() + 1 < settings.maxBlocks()) {
                String name = Texts.oneLine(member.name(), settings.maxTitle());
                List<String> path = name.isEmpty() ? List.of() : List.of(name);
                blocks.add(new Block(Block.Kind.CODE, member.start(), member.end(), path));
                end = member.end();
            }
        }
        if (end < text.length()) {
            blocks.add(new Block(Block.Kind.CODE, end, text.length(), List.of()));
        }
        return new Extracted(text, "", source.contentType(), Map.of(), blocks);
    }
}
