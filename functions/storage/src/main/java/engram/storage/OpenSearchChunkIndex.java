package engram.storage;

import engram.domain.ChunkIndex;
import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.opensearch.client.opensearch._types.VersionType;
import org.opensearch.client.opensearch.core.bulk.BulkOperation;

/// Writes to OpenSearch with the generation as external version (`external`, not `external_gte`: the same generation
/// twice is a conflict), each entry judged on its own.
final class OpenSearchChunkIndex implements ChunkIndex {

    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final IndexConnection connection;
    private final BulkWriter bulk;
    private final AtomicLong lastUpsert = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

    OpenSearchChunkIndex(IndexConnection connection, String alias, IndexBootstrap bootstrap) {
        this.connection = connection;
        this.bulk = new BulkWriter(connection, alias, bootstrap, true);
    }

    @Override
    public List<Outcome> write(
            DocumentId id, long generation, List<ChunkWrite> writes, boolean visible, Instant notAfter) {
        return bulk.write(
                BulkPart.of(writes.size(), at -> operation(id, generation, writes.get(at)), connection.json()),
                part -> parameters(part, visible, notAfter),
                notAfter);
    }

    static BulkOperation operation(DocumentId id, long generation, ChunkWrite write) {
        String key = id.chunkKey(write.slot());
        return switch (write) {
            case ChunkWrite.Upsert(int slot, var chunk, var embedding) ->
                BulkOperation.of(bulk -> bulk.index(index -> index.id(key)
                        .version(generation)
                        .versionType(VersionType.External)
                        // Without it a missing alias would become an index without a mapping.
                        .requireAlias(true)
                        .document(new IndexEntry(id, slot, chunk, embedding, OptionalLong.empty()))));
            case ChunkWrite.Delete _ ->
                BulkOperation.of(bulk ->
                        bulk.delete(delete -> delete.id(key).version(generation).versionType(VersionType.External)));
        };
    }

    private Map<String, String> parameters(BulkPart part, boolean visible, Instant notAfter) {
        Map<String, String> parameters = new LinkedHashMap<>();
        // What waits for a shard that is away must not take effect after its writer's time.
        Duration time = connection.timeFor(notAfter);
        parameters.put("timeout", Math.max(1, time.toMillis()) + "ms");
        if (visible && part.upserts()) {
            parameters.put("refresh", refresh());
        }
        return parameters;
    }

    /// What comes after a pause is shown at once. In a stream of writes that would make a segment a document, so there it
    /// waits for the next of the index's own refreshes, which many writes share.
    private String refresh() {
        long now = System.nanoTime();
        return now - lastUpsert.getAndSet(now) < PAUSE_NANOS ? "wait_for" : "true";
    }
}
