package engram.storage;

import engram.domain.Backoff;
import engram.domain.CachedText;
import engram.domain.DocumentId;
import engram.domain.Embedding;
import engram.domain.EmbeddingCache;
import engram.domain.Lease;
import engram.domain.ModelVersion;
import engram.domain.TextHash;
import engram.storage.circuit.Circuit;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Vectors in a DynamoDB table (`infra/embeddings-table.json`), a row a text: `text` is the model version, "#" and the
/// hash; `vector` is its floats, four bytes each, highest first; `expiresAt` is when DynamoDB may forget it, in seconds since 1970.
/// [#find] may lag behind writes: that costs an embedding. What each document has there is listed by [DynamoTextLists].
final class DynamoEmbeddingCache implements EmbeddingCache {

    private static final Logger LOG = Logger.getLogger(DynamoEmbeddingCache.class);
    static final String TEXT = "text";
    static final String EXPIRES_AT = "expiresAt";
    /// Between model version and hash; neither holds one.
    static final String MARK = "#";
    private static final String VECTOR = "vector";

    private final Batches batches;
    private final DynamoTextLists lists;
    private final String table;
    private final IntSupplier dimension;
    private final Duration kept;
    private final InstantSource clock;
    private final LongAdder unreadable = new LongAdder();

    /// @param dimension length of the model's vectors; what the table has in another length is unknown
    /// @param kept how long
    DynamoEmbeddingCache(
            DynamoDbClient client, String table, IntSupplier dimension, Duration kept, Backoff backoff, Circuit circuit) {
        Dependency dependency = Dependency.of(
                "DynamoDB table " + table,
                client.serviceClientConfiguration(),
                "create the table from infra/embeddings-table.json, or set ENGRAM_EMBEDDINGS_TABLE to its name and allow"
                        + " the function's role to read and write it",
                circuit);
        this.batches = new Batches(client, table, dependency, backoff);
        this.lists = new DynamoTextLists(client, table, dependency);
        this.table = table;
        this.dimension = dimension;
        this.kept = kept;
        this.clock = backoff.clock();
    }

    @Override
    public Map<TextHash, Embedding> find(ModelVersion model, Collection<TextHash> hashes) {
        Map<String, TextHash> asked = new HashMap<>();
        hashes.forEach(hash -> asked.put(key(model, hash), hash));
        List<Map<String, AttributeValue>> keys = asked.keySet().stream().map(DynamoEmbeddingCache::row).toList();
        Map<TextHash, Embedding> found = new HashMap<>();
        batches.read(keys, false, row -> embedding(row.get(VECTOR))
                .ifPresent(known -> found.put(asked.get(row.get(TEXT).s()), known)));
        return found;
    }

    @Override
    public void keep(ModelVersion model, Map<TextHash, Embedding> embeddings) {
        List<WriteRequest> writes = new ArrayList<>();
        AttributeValue expiresAt = Attributes.of(clock.instant().plus(kept).getEpochSecond());
        embeddings.forEach((hash, embedding) -> {
            Map<String, AttributeValue> row =
                    Map.of(TEXT, Attributes.of(key(model, hash)), VECTOR, Attributes.of(bytes(embedding)), EXPIRES_AT, expiresAt);
            writes.add(WriteRequest.builder().putRequest(put -> put.item(row)).build());
        });
        batches.write(writes);
    }

    @Override
    public Set<CachedText> of(DocumentId id) {
        return lists.of(id);
    }

    @Override
    public void list(Lease lease, Set<CachedText> texts) {
        lists.put(lease, texts);
    }

    @Override
    public Set<CachedText> present(Collection<CachedText> texts) {
        Map<String, CachedText> asked = byKey(texts);
        Set<CachedText> present = new HashSet<>();
        batches.read(
                asked.keySet().stream().map(DynamoEmbeddingCache::row).toList(),
                true,
                row -> present.add(asked.get(row.get(TEXT).s())));
        return present;
    }

    @Override
    public void drop(Collection<CachedText> texts) {
        batches.write(byKey(texts).keySet().stream()
                .map(key -> WriteRequest.builder().deleteRequest(delete -> delete.key(row(key))).build())
                .toList());
    }

    private static Map<String, CachedText> byKey(Collection<CachedText> texts) {
        Map<String, CachedText> byKey = new HashMap<>();
        texts.forEach(text -> byKey.put(key(text.model(), text.text()), text));
        return byKey;
    }

    /// How many rows were found so far that hold no vector of the model.
    long unreadable() {
        return unreadable.sum();
    }

    private static Map<String, AttributeValue> row(String key) {
        return Map.of(TEXT, Attributes.of(key));
    }

    private static String key(ModelVersion model, TextHash hash) {
        return model + MARK + hash.hex();
    }

    private static byte[] bytes(Embedding embedding) {
        float[] values = embedding.values();
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private Optional<Embedding> embedding(AttributeValue value) {
        if (value != null
                && value.type() == AttributeValue.Type.B
                && value.b().asByteArrayUnsafe().length == dimension.getAsInt() * Float.BYTES) {
            float[] values = new float[dimension.getAsInt()];
            ByteBuffer.wrap(value.b().asByteArrayUnsafe()).asFloatBuffer().get(values);
            try {
                return Optional.of(Embedding.of(values));
            } catch (IllegalArgumentException notOfLengthOne) {
                return unknown();
            }
        }
        return unknown();
    }

    private Optional<Embedding> unknown() {
        if (unreadable.sum() == 0) {
            LOG.warnf("table %s holds rows that are no vectors of %d dimensions; their texts are embedded anew",
                    table, dimension.getAsInt());
        }
        unreadable.increment();
        return Optional.empty();
    }
}
