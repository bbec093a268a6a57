package engram.storage;

import static engram.storage.CatalogNames.DOCUMENT;
import static engram.storage.CatalogNames.EXPIRES_AT;
import static engram.storage.CatalogNames.FIRST_SEEN;
import static engram.storage.CatalogNames.INTERVAL;
import static engram.storage.CatalogNames.KIND;
import static engram.storage.CatalogNames.LEASE_KIND;
import static engram.storage.CatalogNames.RETRIEVALS;
import static engram.storage.CatalogNames.RETRIEVAL_KIND;
import static engram.storage.CatalogNames.RETRIEVED_AT;
import static engram.storage.CatalogNames.SINCE;

import engram.domain.Backoff;
import engram.domain.DocumentId;
import engram.domain.retention.Retrievals;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Each document's last retrieval as a row in a partition of its own, in none of the table's indexes: so the role of whoever answers can be kept
/// to these. No document's partition begins with a "/", as those of the notes do, since no workspace is without a name; nor is one without a
/// "/", as the one that holds since when they are noted.
final class DynamoRetrievals implements Retrievals {

    private static final String NOTES = "/retrievals/";
    private static final Map<String, AttributeValue> NOTING =
            Map.of(DOCUMENT, Attributes.of(RETRIEVALS), KIND, Attributes.of(SINCE));

    private final CatalogTable table;
    private final Batches batches;

    DynamoRetrievals(CatalogTable table, Backoff backoff) {
        this.table = table;
        this.batches = new Batches(table.client(), table.name(), table.dependency(), backoff);
    }

    @Override
    public Optional<Noting> noting() {
        GetItemRequest request =
                GetItemRequest.builder().tableName(table.name()).key(NOTING).consistentRead(true).build();
        return table.dependency().ask(() -> {
            var answer = table.client().getItem(request);
            return answer.hasItem() ? Optional.of(noting(new Attributes(answer.item()))) : Optional.empty();
        });
    }

    private static Noting noting(Attributes row) {
        return new Noting(Instant.ofEpochMilli(row.number(SINCE)), Duration.ofMillis(row.number(INTERVAL)));
    }

    @Override
    public void begin(Instant now, Duration interval) {
        update(UpdateItemRequest.builder()
                .key(NOTING)
                .updateExpression("SET #since = if_not_exists(#since, :now), #interval = :interval")
                .conditionExpression("attribute_not_exists(#interval) OR #interval < :interval")
                .expressionAttributeNames(CatalogNames.named(SINCE, INTERVAL))
                .expressionAttributeValues(Map.of(
                        ":now", Attributes.of(now.toEpochMilli()), ":interval", Attributes.of(interval.toMillis()))));
    }

    @Override
    public void end() {
        DeleteItemRequest request = DeleteItemRequest.builder().tableName(table.name()).key(NOTING).build();
        table.dependency().look(() -> table.client().deleteItem(request));
    }

    @Override
    public void note(DocumentId id, Instant at, Duration interval) {
        update(UpdateItemRequest.builder()
                .key(note(id))
                .updateExpression("SET #retrievedAt = :at, #expiresAt = :expiresAt")
                .conditionExpression("attribute_not_exists(#retrievedAt) OR #retrievedAt <= :before")
                .expressionAttributeNames(CatalogNames.named(RETRIEVED_AT, EXPIRES_AT))
                .expressionAttributeValues(Map.of(
                        ":at", Attributes.of(at.toEpochMilli()),
                        ":expiresAt", Attributes.of(at.plus(KEPT).getEpochSecond()),
                        ":before", Attributes.of(at.minus(interval).toEpochMilli()))));
    }

    /// What fails says nothing to the catalog's circuit: searches go through it.
    private void update(UpdateItemRequest.Builder change) {
        UpdateItemRequest request = change.tableName(table.name()).build();
        table.dependency().look(() -> {
            try {
                return Optional.of(table.client().updateItem(request));
            } catch (ConditionalCheckFailedException _) {
                return Optional.empty();
            }
        });
    }

    @Override
    public Retrieved of(DocumentId id) {
        Map<String, Attributes> rows = new HashMap<>();
        batches.read(
                List.of(LeaseRow.key(id), note(id)),
                false,
                row -> rows.put(row.get(KIND).s(), new Attributes(row)));
        return new Retrieved(moment(rows.get(LEASE_KIND), FIRST_SEEN), moment(rows.get(RETRIEVAL_KIND), RETRIEVED_AT));
    }

    private static Optional<Instant> moment(Attributes row, String name) {
        return row == null || !row.has(name) ? Optional.empty() : Optional.of(Instant.ofEpochMilli(row.number(name)));
    }

    private static Map<String, AttributeValue> note(DocumentId id) {
        return Map.of(DOCUMENT, Attributes.of(NOTES + LeaseRow.partition(id)), KIND, Attributes.of(RETRIEVAL_KIND));
    }
}
