package engram.storage.retention;

import engram.domain.retention.Notebook;
import engram.storage.Attributes;
import engram.storage.CatalogTable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Notes as rows of the catalog table, all in one partition, whose name no document's can be, since theirs hold a "/". They are
/// in none of the table's indexes.
final class DynamoNotebook implements Notebook {

    private static final String PARTITION = "#retention";
    private static final String DOCUMENT = "document";
    private static final String NAME = "kind";
    private static final String REVISION = "revision";
    private static final String CONTENT = "content";
    private static final Map<String, String> NAMES = Map.of("#revision", REVISION, "#content", CONTENT);

    /// Behind every name that starts with the prefix: DynamoDB sorts by UTF-8, and names are ASCII.
    private static final String LAST = "\uffff";

    private final CatalogTable table;

    DynamoNotebook(CatalogTable table) {
        this.table = table;
    }

    @Override
    public Optional<Note> find(String name) {
        GetItemRequest request = GetItemRequest.builder()
                .tableName(table.name())
                .key(key(name))
                .consistentRead(true)
                .build();
        return table.dependency().ask(() -> {
            var answer = table.client().getItem(request);
            return answer.hasItem() ? Optional.of(note(answer.item())) : Optional.empty();
        });
    }

    @Override
    public Optional<Note> write(String name, long revision, String content) {
        if (content.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("a note has at most " + MAX_BYTES + " bytes");
        }
        Note next = new Note(name, revision + 1, content);
        var change = table.update(UpdateItemRequest.builder()
                .key(key(name))
                .updateExpression("SET #revision = :next, #content = :content")
                .conditionExpression(revision == NONE ? "attribute_not_exists(#revision)" : "#revision = :seen")
                .expressionAttributeNames(NAMES)
                .expressionAttributeValues(values(next)));
        return switch (change) {
            case CatalogTable.Change.Made _ -> Optional.of(next);
            // What was found may be the effect of an earlier try of this very request.
            case CatalogTable.Change.Denied(Optional<Map<String, AttributeValue>> row) ->
                row.map(DynamoNotebook::note).filter(next::equals);
        };
    }

    private static Map<String, AttributeValue> values(Note next) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(
                ":next", Attributes.of(next.revision()), ":content", Attributes.of(next.content())));
        if (next.revision() - 1 != NONE) {
            values.put(":seen", Attributes.of(next.revision() - 1));
        }
        return values;
    }

    @Override
    public boolean erase(String name, long revision) {
        DeleteItemRequest request = DeleteItemRequest.builder()
                .tableName(table.name())
                .key(key(name))
                .conditionExpression("attribute_not_exists(#revision) OR #revision = :seen")
                .expressionAttributeNames(Map.of("#revision", REVISION))
                .expressionAttributeValues(Map.of(":seen", Attributes.of(revision)))
                .build();
        return table.dependency().ask(() -> {
            try {
                table.client().deleteItem(request);
                return true;
            } catch (ConditionalCheckFailedException _) {
                return false;
            }
        });
    }

    @Override
    public List<Note> list(String prefix, Optional<String> after, int limit) {
        String from = after.filter(name -> name.compareTo(prefix) >= 0).map(name -> name + "\u0000").orElse(prefix);
        QueryRequest request = QueryRequest.builder()
                .tableName(table.name())
                .consistentRead(true)
                .keyConditionExpression("#document = :partition AND #name BETWEEN :from AND :to")
                .expressionAttributeNames(Map.of("#document", DOCUMENT, "#name", NAME))
                .expressionAttributeValues(Map.of(
                        ":partition", Attributes.of(PARTITION),
                        ":from", Attributes.of(from),
                        ":to", Attributes.of(prefix + LAST)))
                .limit(limit)
                .build();
        return table.dependency().ask(() ->
                table.client().query(request).items().stream().map(DynamoNotebook::note).toList());
    }

    private static Map<String, AttributeValue> key(String name) {
        return Map.of(DOCUMENT, Attributes.of(PARTITION), NAME, Attributes.of(name));
    }

    private static Note note(Map<String, AttributeValue> row) {
        Attributes attributes = new Attributes(row);
        return new Note(attributes.text(NAME), attributes.number(REVISION), attributes.text(CONTENT));
    }
}
