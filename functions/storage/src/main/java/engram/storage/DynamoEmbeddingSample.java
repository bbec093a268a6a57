package engram.storage;

import static engram.storage.DynamoEmbeddingCache.EXPIRES_AT;
import static engram.storage.DynamoEmbeddingCache.MARK;
import static engram.storage.DynamoEmbeddingCache.TEXT;

import engram.domain.EmbeddingSample;
import engram.domain.ModelVersion;
import engram.storage.circuit.Circuit;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/// The embeddings table read from a place by chance. A scan goes by hashes of keys, so that whatever lies side by side there has nothing
/// to do with each other: a piece of it is as good a sample as any, and costs a few requests however large the table is.
final class DynamoEmbeddingSample implements EmbeddingSample {

    private static final int PLACE_BYTES = 16;
    /// A page is a megabyte at most, some 600 vectors.
    private static final int MOST_PAGES = 6;

    private final DynamoDbClient client;
    private final String table;
    private final Dependency dependency;
    private final CallLimit limit;
    private final RandomGenerator random;

    DynamoEmbeddingSample(DynamoDbClient client, String table, RandomGenerator random, Circuit circuit) {
        this.client = client;
        this.table = table;
        this.random = random;
        this.limit = CallLimit.of(client.serviceClientConfiguration());
        this.dependency = Dependency.of(
                "DynamoDB table " + table,
                client.serviceClientConfiguration(),
                "create the table from infra/embeddings-table.json, or set ENGRAM_EMBEDDINGS_TABLE to its name and allow the"
                        + " function's role to scan it",
                circuit);
    }

    @Override
    public List<Kept> draw(int most) {
        Map<String, Map<String, AttributeValue>> rows = new LinkedHashMap<>();
        byte[] place = new byte[PLACE_BYTES];
        random.nextBytes(place);
        Map<String, AttributeValue> from = Map.of(TEXT, Attributes.of(HexFormat.of().formatHex(place)));
        boolean fromTheFirst = false;
        for (int pages = 0; pages < MOST_PAGES && rows.size() < most; pages++) {
            ScanResponse page = page(from, most);
            page.items().forEach(row -> rows.put(row.get(TEXT).s(), row));
            from = page.lastEvaluatedKey();
            if (from.isEmpty() && fromTheFirst) {
                break;
            }
            fromTheFirst |= from.isEmpty();
        }
        return rows.values().stream().limit(most).flatMap(DynamoEmbeddingSample::kept).toList();
    }

    private ScanResponse page(Map<String, AttributeValue> from, int most) {
        ScanRequest request = ScanRequest.builder()
                .tableName(table)
                .projectionExpression("#text, #expiresAt")
                .expressionAttributeNames(CatalogNames.named(TEXT, EXPIRES_AT))
                .exclusiveStartKey(from.isEmpty() ? null : from)
                .limit(most)
                .overrideConfiguration(limit.now())
                .build();
        return dependency.ask(() -> client.scan(request));
    }

    /// None if somebody else put it there.
    private static Stream<Kept> kept(Map<String, AttributeValue> row) {
        String text = row.get(TEXT).s();
        int mark = text.indexOf(MARK);
        try {
            return Stream.of(new Kept(
                    new ModelVersion(text.substring(0, Math.max(0, mark))),
                    Optional.ofNullable(row.get(EXPIRES_AT)).map(AttributeValue::n).map(Long::parseLong).map(Instant::ofEpochSecond)));
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            return Stream.empty();
        }
    }
}
