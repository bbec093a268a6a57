package engram.storage;

import jakarta.json.stream.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import org.opensearch.client.json.JsonpMapper;
import org.opensearch.client.json.NdJsonpSerializable;
import org.opensearch.client.opensearch.core.bulk.BulkOperation;

/// Some of a document's writes to the index, as one bulk request has room for them.
///
/// @param body lines of JSON
/// @param upserts whether one of the writes is an upsert
record BulkPart(int writes, byte[] body, boolean upserts) {

    /// The size that OpenSearch's documentation calls a good start for bulk requests, and a bound on the memory of one.
    static final int MAX_BYTES = 5 << 20;

    static final int MAX_WRITES = 1_000;

    /// All the writes, in their order; a part has more than [#MAX_BYTES] only if a single write does. Each is made when it is
    /// asked for, so that one of them is in memory and not all.
    ///
    /// @param operations the write at each place
    static Iterator<BulkPart> of(int writes, IntFunction<BulkOperation> operations, JsonpMapper json) {
        return new Parts(writes, operations, json);
    }

    private static final class Parts implements Iterator<BulkPart> {

        private final int writes;
        private final IntFunction<BulkOperation> operations;
        private final JsonpMapper json;
        private int at;
        /// The write at `at` and its lines, if they did not fit into the part before.
        private BulkOperation next;
        private byte[] left;

        private Parts(int writes, IntFunction<BulkOperation> operations, JsonpMapper json) {
            this.writes = writes;
            this.operations = operations;
            this.json = json;
        }

        @Override
        public boolean hasNext() {
            return at < writes;
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
                if (left == null) {
                    next = operations.apply(at);
                    left = lines(next, json);
                }
                if (at > first && body.size() + left.length > MAX_BYTES) {
                    break;
                }
                body.writeBytes(left);
                left = null;
                upserts |= next.isIndex();
                at++;
            }
            return new BulkPart(at - first, body.toByteArray(), upserts);
        }
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
