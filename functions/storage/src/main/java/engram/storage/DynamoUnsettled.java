package engram.storage;

import static engram.storage.CatalogNames.NEXT_HINT;
import static engram.storage.CatalogNames.UNSETTLED;
import static engram.storage.CatalogNames.UNSETTLED_INDEX;
import static engram.storage.CatalogNames.UNSETTLED_SINCE;
import static engram.storage.CatalogNames.UNTIL;

import engram.domain.Unsettled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Unsettled leases, by the sparse index of the catalog table that holds nothing else.
final class DynamoUnsettled implements Unsettled {

    private final CatalogTable table;

    DynamoUnsettled(CatalogTable table) {
        this.table = table;
    }

    @Override
    public List<Waiting> overdue(Instant since, Instant now, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least 1 document is asked for, got " + most);
        }
        List<Waiting> all = new ArrayList<>();
        for (String shard : LeaseRow.shards()) {
            all.addAll(overdue(shard, since, now, most));
        }
        return all.stream().sorted(Comparator.comparing(Waiting::since)).limit(most).toList();
    }

    private List<Waiting> overdue(String shard, Instant since, Instant now, int most) {
        List<Waiting> found = new ArrayList<>();
        Map<String, AttributeValue> from = Map.of();
        do {
            QueryResponse answer = ask(query(shard, since, now, from));
            answer.items().stream().map(row -> LeaseRow.of(row).waiting()).forEach(found::add);
            from = answer.lastEvaluatedKey();
        } while (!from.isEmpty() && found.size() < most);
        return found;
    }

    private QueryRequest query(String shard, Instant since, Instant now, Map<String, AttributeValue> from) {
        return QueryRequest.builder()
                .tableName(table.name())
                .indexName(UNSETTLED_INDEX)
                .keyConditionExpression("#unsettled = :shard AND #unsettledSince <= :since")
                .filterExpression("(attribute_not_exists(#until) OR #until <= :now)"
                        + " AND (attribute_not_exists(#nextHint) OR #nextHint <= :now)")
                .expressionAttributeNames(CatalogNames.named(UNSETTLED, UNSETTLED_SINCE, UNTIL, NEXT_HINT))
                .expressionAttributeValues(Map.of(
                        ":shard", Attributes.of(shard),
                        ":since", Attributes.of(since.toEpochMilli()),
                        ":now", Attributes.of(now.toEpochMilli())))
                .exclusiveStartKey(from.isEmpty() ? null : from)
                .build();
    }

    private QueryResponse ask(QueryRequest query) {
        return table.dependency().ask(() -> table.client().query(query));
    }

    @Override
    public void putOff(Waiting waiting, Instant until) {
        // If the condition does not hold, it is settled, or settled and unsettled again.
        table.updateBlindly(UpdateItemRequest.builder()
                .key(LeaseRow.key(waiting.id()))
                .updateExpression("SET #nextHint = :until")
                .conditionExpression("#unsettledSince = :since")
                .expressionAttributeNames(CatalogNames.named(NEXT_HINT, UNSETTLED_SINCE))
                .expressionAttributeValues(Map.of(
                        ":until", Attributes.of(until.toEpochMilli()),
                        ":since", Attributes.of(waiting.since().toEpochMilli()))));
    }
}
