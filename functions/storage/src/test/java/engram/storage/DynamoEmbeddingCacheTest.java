package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.CachedText;
import engram.domain.DocumentId;
import engram.domain.Embedding;
import engram.domain.EmbeddingCache;
import engram.domain.Lease;
import engram.domain.ModelVersion;
import engram.domain.NotAfter;
import engram.domain.OutOfTime;
import engram.domain.SourcePath;
import engram.domain.TextHash;
import engram.domain.TransientFailure;
import engram.domain.WorkspaceMapping;
import engram.storage.circuit.Store;
import engram.testing.contract.EmbeddingCacheContract;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoEmbeddingCacheTest extends EmbeddingCacheContract {

    private static final String TABLE = "engram-embeddings";
    private static final int DIMENSION = 384;
    private static final Duration KEPT = Duration.ofDays(180);
    private static final DynamoDbClient CLIENT = Servers.dynamoDb();

    private final DynamoEmbeddingCache cache =
            new DynamoEmbeddingCache(CLIENT, TABLE, () -> DIMENSION, KEPT, Servers.backoff(), Servers.circuit(Store.EMBEDDINGS));

    @Override
    protected EmbeddingCache cache() {
        return cache;
    }

    @Override
    protected int dimension() {
        return DIMENSION;
    }

    @Test
    void whatIsKeptIsForgottenAfterThatTime() {
        ModelVersion model = new ModelVersion("forgotten");
        TextHash text = TextHash.of("forgotten");
        Instant before = Instant.now();
        cache.keep(model, Map.of(text, Embedding.normalised(oneHot())));

        Map<String, AttributeValue> row = CLIENT.getItem(get -> get.tableName(TABLE)
                .key(Map.of("text", Attributes.of("forgotten#" + text.hex()))).consistentRead(true)).item();

        assertThat(Instant.ofEpochSecond(Long.parseLong(row.get("expiresAt").n())))
                .isBetween(before.plus(KEPT).minusSeconds(1), Instant.now().plus(KEPT));
    }

    @Test
    void rubbishInTheTableIsUnknownAndCounted() {
        ModelVersion model = new ModelVersion("rubbish");
        row("a", Map.of("vector", Attributes.of(new byte[] {1, 2, 3})));
        row("b", Map.of("vector", Attributes.of("text")));
        row("c", Map.of());
        row("d", Map.of("vector", Attributes.of(new byte[DIMENSION * Float.BYTES])));
        row("e", Map.of("vector", Attributes.of(ByteBuffer.allocate(DIMENSION * Float.BYTES)
                .putFloat(Float.NaN)
                .array())));
        Embedding good = Embedding.normalised(oneHot());
        cache.keep(model, Map.of(TextHash.of("good"), good));

        assertThat(cache.find(model, List.of(
                        TextHash.of("a"), TextHash.of("b"), TextHash.of("c"), TextHash.of("d"), TextHash.of("e"),
                        TextHash.of("good"))))
                .isEqualTo(Map.of(TextHash.of("good"), good));
        assertThat(cache.unreadable()).isEqualTo(5);
    }

    @Test
    void whoseTimeIsUpAsksForNothingMore() {
        ModelVersion model = new ModelVersion("late");
        TextHash text = TextHash.of("late");
        Map<TextHash, Embedding> vectors = Map.of(text, Embedding.normalised(oneHot()));

        assertThatThrownBy(() -> NotAfter.call(Instant.EPOCH, () -> cache.find(model, List.of(text))))
                .isInstanceOf(OutOfTime.class)
                .hasMessageContaining("no time is left");
        assertThatThrownBy(() -> NotAfter.call(Instant.EPOCH, () -> {
            cache.keep(model, vectors);
            return vectors;
        })).isInstanceOf(OutOfTime.class);

        assertThat(cache.find(model, List.of(text))).isEmpty();
    }

    @Test
    void whoDiesWhileAListShrinksHasUnlistedNothing() {
        ModelVersion model = new ModelVersion("shrinking");
        Set<CachedText> many = texts(model, 31_000);
        Set<CachedText> few = texts(model, 11_000);
        boolean died = true;
        for (int calls = 0; died; calls++) {
            DocumentId id = WorkspaceMapping.DEFAULT.documentAt(new SourcePath("shrinking/" + calls));
            Lease lease = new Lease(id, "worker", 1, 1, Instant.MAX, false, 1, Instant.EPOCH);
            cache.list(lease, many);

            died = dies(lease, few, calls);

            assertThat(cache.of(id)).as("after %d calls", calls).containsAll(few);
            cache.list(lease, few);
            assertThat(cache.of(id)).as("after %d calls", calls).isEqualTo(few);
        }
    }

    private static boolean dies(Lease lease, Set<CachedText> texts, int calls) {
        AtomicInteger left = new AtomicInteger(calls);
        DynamoDbClient mortal = (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (_, method, arguments) -> {
                    if (method.getName().endsWith("Item") && left.getAndDecrement() == 0) {
                        throw SdkClientException.create("dead");
                    }
                    try {
                        return method.invoke(CLIENT, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        try {
            new DynamoEmbeddingCache(mortal, TABLE, () -> DIMENSION, KEPT, Servers.backoff(), Servers.circuit(Store.EMBEDDINGS)).list(lease, texts);
            return false;
        } catch (TransientFailure _) {
            return true;
        }
    }

    private static Set<CachedText> texts(ModelVersion model, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new CachedText(model, TextHash.of("text " + i)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static float[] oneHot() {
        float[] values = new float[DIMENSION];
        values[17] = 1;
        return values;
    }

    private static void row(String text, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> row = new java.util.HashMap<>(attributes);
        row.put("text", Attributes.of("rubbish#" + TextHash.of(text).hex()));
        CLIENT.putItem(put -> put.tableName(TABLE).item(row));
    }
}
