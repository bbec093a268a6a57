package engram.storage;

import engram.domain.Chunk;
import engram.domain.DocumentId;
import engram.domain.Embedding;
import engram.domain.IndexContent;
import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.OptionalLong;
import org.opensearch.client.json.JsonpMapper;
import org.opensearch.client.json.JsonpSerializable;

/// A chunk on its way into the index.
///
/// @param generation where it is no version of the entry, but a field of its own
record IndexEntry(DocumentId id, int slot, Chunk chunk, Embedding embedding, OptionalLong generation) implements JsonpSerializable {

    @Override
    public void serialize(JsonGenerator out, JsonpMapper mapper) {
        out.writeStartObject();
        out.write(IndexFields.WORKSPACE, id.workspace().name());
        out.write(IndexFields.DOCUMENT, id.key());
        out.write(IndexFields.SOURCE_PATH, id.sourcePath().key());
        out.write(IndexFields.SLOT, slot);
        out.write(IndexFields.HASH, chunk.hash().toString());
        generation.ifPresent(value -> out.write(IndexFields.GENERATION, value));
        out.write(IndexFields.CONTENT_TYPE, chunk.contentType());
        out.write(IndexFields.TITLE, chunk.title());
        write(out, IndexFields.HEADINGS, chunk.headingPath());
        out.write(IndexFields.TEXT, chunk.text());
        out.writeStartObject(IndexFields.METADATA);
        chunk.metadata().forEach((name, values) -> write(
                out, name, values.stream().filter(value -> IndexContent.holds(name, value)).toList()));
        out.writeEnd();
        out.writeStartArray(IndexFields.EMBEDDING);
        for (float value : embedding.values()) {
            // By way of text: the shortest decimals that mean this float, and not the double next to it.
            out.write(Double.parseDouble(Float.toString(value)));
        }
        out.writeEnd();
        out.writeEnd();
    }

    private static void write(JsonGenerator out, String name, List<String> values) {
        out.writeStartArray(name);
        values.forEach(out::write);
        out.writeEnd();
    }
}
