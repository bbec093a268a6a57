package engram.storage;

import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import jakarta.json.stream.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.opensearch.client.json.JsonpMapper;
import org.opensearch.client.json.NdJsonpSerializable;
import org.opensearch.client.opensearch._types.VersionType;
import org.opensearch.client.opensearch.core.bulk.BulkOperation;

/// Some of a document's writes, as one bulk request has room for them.
///
/// @param body lines of JSON
/// @param upserts whether one of the writes is an upsert
record BulkPart(int writes, byte[] body, boolean upserts) {

    /// The size that OpenSearch's documentation calls a good start for bulk requests, and a bound on the memory of one.
    static final int MAX_BYTES = 5 << 20;

    static final int MAX_WRITES = 1_000;

    /// All the writes, in their order; a part has more than [#MAX_BYTES] only if a single write does.
    static List<BulkPart> of(DocumentId id, long generation, List<ChunkWrite> writes, JsonpMapper json) {
        List<BulkPart> parts = new ArrayList<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int count = 0;
        boolean upserts = false;
        for (ChunkWrite write : writes) {
            byte[] lines = lines(operation(id, generation, write), json);
            if (count == MAX_WRITES || count > 0 && body.size() + lines.length > MAX_BYTES) {
                parts.add(new BulkPart(count, body.toByteArray(), upserts));
                body.reset();
                count = 0;
                upserts = false;
            }
            body.writeBytes(lines);
            count++;
            upserts |= write instanceof ChunkWrite.Upsert;
        }
        if (count > 0) {
            parts.add(new BulkPart(count, body.toByteArray(), upserts));
        }
        return parts;
    }

    private static BulkOperation operation(DocumentId id, long generation, ChunkWrite write) {
        String key = id.chunkKey(write.slot());
        return switch (write) {
            case ChunkWrite.Upsert(int slot, var chunk, var embedding) ->
                BulkOperation.of(bulk -> bulk.index(index -> index.id(key)
                        .version(generation)
                        .versionType(VersionType.External)
                        // Without it a missing alias would become an index without a mapping.
                        .requireAlias(true)
                        .document(new IndexEntry(id, slot, chunk, embedding))));
            case ChunkWrite.Delete _ ->
                BulkOperation.of(bulk ->
                        bulk.delete(delete -> delete.id(key).version(generation).versionType(VersionType.External)));
        };
    }

    private static byte[] lines(Object value, JsonpMapper json) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        write(value, json, lines);
        return lines.toByteArray();
    }

    /// One line for each value that is not itself made of lines.
    static void write(Object value, JsonpMapper json, ByteArrayOutputStream lines) {
        if (value instanceof NdJsonpSerializable several) {
            Iterator<?> values = several._serializables();
            while (values.hasNext()) {
                Object next = values.next();
                if (next == value) {
                    writeLine(next, json, lines);
                } else {
                    write(next, json, lines);
                }
            }
        } else {
            writeLine(value, json, lines);
        }
    }

    private static void writeLine(Object value, JsonpMapper json, ByteArrayOutputStream lines) {
        try (JsonGenerator out = json.jsonProvider().createGenerator(lines)) {
            json.serialize(value, out);
        }
        lines.write('\n');
    }
}
