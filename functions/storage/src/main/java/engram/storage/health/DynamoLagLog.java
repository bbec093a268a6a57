package engram.storage.health;

import engram.domain.health.LagLog;
import engram.domain.health.Lags;
import engram.storage.Attributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Lags as counters in the catalog table: one row a slot, one small write an invocation. Many write the same row, which may
/// be throttled when the table is not: that tells the catalog's circuit nothing.
final class DynamoLagLog implements LagLog {

    private static final Duration KEPT = Duration.ofDays(1);
    private static final String KIND = "lags/";
    private static final String HANDLED = "handled";
    private static final String CLASS = "class";

    /// Nobody waits longer for the row of a slot; what is not written then is not counted.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HealthRows rows;

    DynamoLagLog(HealthRows rows) {
        this.rows = rows;
    }

    @Override
    public void add(Instant now, Passes passes) {
        Instant slot = slot(now);
        Map<String, String> names = new HashMap<>(HealthRows.named("expiresAt"));
        Map<String, AttributeValue> values = new HashMap<>();
        StringBuilder counters = new StringBuilder();
        counts(passes).forEach((name, count) -> {
            names.put("#" + name, name);
            values.put(":" + name, Attributes.of(count));
            counters.append(counters.isEmpty() ? " ADD " : ", ").append('#').append(name).append(" :").append(name);
        });
        values.put(":expiresAt", Attributes.of(slot.plus(KEPT).getEpochSecond()));
        UpdateItemRequest update = UpdateItemRequest.builder()
                .tableName(rows.table().name())
                .key(HealthRows.key(kind(slot)))
                .updateExpression("SET #expiresAt = :expiresAt" + counters)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .overrideConfiguration(limit -> limit.apiCallTimeout(PATIENCE).apiCallAttemptTimeout(PATIENCE))
                .build();
        rows.table().dependency().look(() -> rows.table().client().updateItem(update));
    }

    private static Map<String, Long> counts(Passes passes) {
        Map<String, Long> counts = new TreeMap<>(Map.of(HANDLED, passes.handled()));
        passes.lags().counts().forEach((lagClass, count) -> counts.put(CLASS + lagClass, count));
        return counts;
    }

    @Override
    public Passes since(Instant from) {
        QueryRequest query = QueryRequest.builder()
                .tableName(rows.table().name())
                .keyConditionExpression("#document = :partition AND #kind BETWEEN :first AND :last")
                .expressionAttributeNames(HealthRows.named("document", "kind"))
                .expressionAttributeValues(Map.of(
                        ":partition", Attributes.of(HealthRows.PARTITION),
                        ":first", Attributes.of(kind(slot(from))),
                        ":last", Attributes.of(KIND + "~")))
                .build();
        return rows.table()
                .dependency()
                .look(() -> rows.table().client().queryPaginator(query).items().stream()
                        .map(DynamoLagLog::passes)
                        .reduce(Passes.NONE, Passes::plus));
    }

    private static Passes passes(Map<String, AttributeValue> row) {
        Map<Integer, Long> classes = new TreeMap<>();
        row.forEach((name, value) -> {
            if (name.startsWith(CLASS)) {
                classes.put(Integer.valueOf(name.substring(CLASS.length())), Long.valueOf(value.n()));
            }
        });
        return new Passes(new Attributes(row).number(HANDLED), new Lags(classes));
    }

    private static Instant slot(Instant moment) {
        long seconds = SLOT.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), seconds) * seconds);
    }

    private static String kind(Instant slot) {
        return KIND + slot;
    }
}
