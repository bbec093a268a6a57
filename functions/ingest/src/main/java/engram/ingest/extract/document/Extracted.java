package engram.ingest.extract.document;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a document says.
///
/// @param text for Markdown and plain text the decoded file itself, so that offsets point into it; for HTML what a
///     reader sees. No lone surrogates and no U+0000, which are U+FFFD
/// @param title empty if the document has none; a file name is no title
/// @param contentType media type that the document was read as, without parameters
/// @param metadata a list of values for each name
/// @param blocks the structure, in order and without overlap; between them is white space or markup
public record Extracted(
        String text, String title, String contentType, Map<String, List<String>> metadata, List<Block> blocks) {

    public Extracted {
        TreeMap<String, List<String>> copy = new TreeMap<>();
        metadata.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        metadata = Map.copyOf(copy);
        blocks = List.copyOf(blocks);
        Block.requireOrder(blocks, 0, text.length());
    }

    public Extracted withMetadata(Map<String, List<String>> all) {
        return new Extracted(text, title, contentType, all, blocks);
    }
}
