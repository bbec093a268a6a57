package engram.storage;

import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import jakarta.json.stream.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
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

    /// All the writes, in their order; a part has more than [#MAX_BYTES] only if a single write does. Each is made when it is
    /// asked for, so that one of them is in memory and not all.
    static Iterator<BulkPart> of(DocumentId id, long generation, List<ChunkWrite> writes, JsonpMapper json) {
        return new Parts(id, generation, writes, json);
    }

    private static final class Parts implements Iterator<BulkPart> {

        private final DocumentId id;
        private final long generation;
        private final List<ChunkWrite> writes;
        private final JsonpMapper json;
        private int at;
        /// The lines of the write at `at`, if they did not fit into the part before.
        private byte[] left;

        private Parts(DocumentId id, long generation, List<ChunkWrite> writes, JsonpMapper json) {
            this.id = id;
            this.generation = generation;
            this.writes = writes;
            this.json = json;
        }

        @Override
        public boolean hasNext() {
            return at < writes.size();
        }

        @Override
        public BulkPart next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            int first = at;
            boolean upserts = false;
            while (hasNext() && at - first < MAX_WRITES) {
                byte[] lines = left == null ? lines(operation(id, generation, writes.get(at)), json) : left;
                if (at > first && body.size() + lines.length > MAX_BYTES) {
                    left = lines;
                    break;
                }
                left = null;
                body.writeBytes(lines);
                upserts |= writes.get(at) instanceof ChunkWrite.Upsert;
                at++;
            }
            return new BulkPart(at - first, body.toByteArray(), upserts);
        }
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
