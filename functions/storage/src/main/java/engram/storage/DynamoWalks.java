package engram.storage;

import static engram.storage.CatalogNames.DOCUMENT;
import static engram.storage.CatalogNames.KIND;
import static engram.storage.CatalogNames.LAST;
import static engram.storage.CatalogNames.OWNER;
import static engram.storage.CatalogNames.OWN_PATH;
import static engram.storage.CatalogNames.OWN_SEEN;
import static engram.storage.CatalogNames.OWN_WALKER;
import static engram.storage.CatalogNames.PATH;
import static engram.storage.CatalogNames.SEARCH;
import static engram.storage.CatalogNames.SEEN;
import static engram.storage.CatalogNames.TWICE;
import static engram.storage.CatalogNames.TWICE_SINCE;
import static engram.storage.CatalogNames.UNTIL;
import static engram.storage.CatalogNames.WALKS;

import engram.domain.SourcePath;
import engram.domain.Walks;
import engram.domain.Workspace;
import engram.domain.health.ReconcileReport;
import engram.storage.CatalogTable.Change;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Turns as rows of the catalog table, one a workspace, all in one partition, whose name no document's can be; and how far
/// the search for workspaces came, as a row of its own.
final class DynamoWalks implements Walks {

    private static final String NOBODY = "";
    private static final String WORKSPACES = "workspaces";
    /// Of the search: it failed before its first key.
    private static final String FAILED = "failed";

    private final CatalogTable table;

    DynamoWalks(CatalogTable table) {
        this.table = table;
    }

    @Override
    public Optional<Turn> take(Workspace workspace, String owner, Instant now, Instant until) {
        Change change = table.update(UpdateItemRequest.builder()
                .key(key(workspace))
                .updateExpression("SET #owner = :owner, #until = :until")
                .conditionExpression("attribute_not_exists(#owner) OR #owner = :owner OR #until <= :now")
                .expressionAttributeNames(CatalogNames.named(OWNER, UNTIL))
                .expressionAttributeValues(Map.of(
                        ":owner", Attributes.of(owner),
                        ":until", Attributes.of(until.toEpochMilli()),
                        ":now", Attributes.of(now.toEpochMilli()))));
        return switch (change) {
            case Change.Made(var row) -> Optional.of(turn(new Attributes(row), owner));
            case Change.Denied _ -> Optional.empty();
        };
    }

    private static Turn turn(Attributes row, String owner) {
        boolean own = row.textIfAny(OWN_WALKER).filter(owner::equals).isPresent();
        return new Turn(
                new Progress(row.textIfAny(PATH).map(SourcePath::new), report(row, SEEN), twice(row)),
                own
                        ? new Progress(row.textIfAny(OWN_PATH).map(SourcePath::new), report(row, OWN_SEEN), Optional.empty())
                        : Progress.NONE,
                report(row, LAST));
    }

    private static Optional<Twice> twice(Attributes row) {
        return row.has(TWICE)
                ? Optional.of(new Twice(
                        row.values().get(TWICE).l().stream().map(path -> new SourcePath(path.s())).toList(),
                        Instant.ofEpochMilli(row.number(TWICE_SINCE))))
                : Optional.empty();
    }

    private static Optional<ReconcileReport> report(Attributes row, String name) {
        return row.has(name)
                ? Optional.of(ReportAttributes.report(new Attributes(row.values().get(name).m())))
                : Optional.empty();
    }

    @Override
    public void keep(Workspace workspace, String owner, Progress own) {
        RowUpdate update = new RowUpdate()
                .set(OWN_WALKER, Optional.of(Attributes.of(owner)))
                .set(OWN_PATH, own.after().map(path -> Attributes.of(path.key())))
                .set(OWN_SEEN, own.seen().map(DynamoWalks::of));
        changeOwn(workspace, owner, update);
    }

    @Override
    public void leave(Workspace workspace, String owner, Turn turn) {
        RowUpdate update = new RowUpdate()
                .set(PATH, turn.scheduled().after().map(path -> Attributes.of(path.key())))
                .set(SEEN, turn.scheduled().seen().map(DynamoWalks::of))
                .set(TWICE, turn.scheduled().twice().map(DynamoWalks::paths))
                .set(TWICE_SINCE, turn.scheduled().twice().map(twice -> Attributes.of(twice.since().toEpochMilli())))
                .set(LAST, turn.last().map(DynamoWalks::of))
                .remove(OWNER)
                .remove(UNTIL)
                .remove(OWN_WALKER)
                .remove(OWN_PATH)
                .remove(OWN_SEEN);
        changeOwn(workspace, owner, update);
    }

    private static AttributeValue paths(Twice twice) {
        return AttributeValue.fromL(twice.paths().stream().map(path -> Attributes.of(path.key())).toList());
    }

    private static AttributeValue of(ReconcileReport report) {
        return AttributeValue.fromM(ReportAttributes.of(report));
    }

    /// Denied: it is another's turn now.
    private void changeOwn(Workspace workspace, String owner, RowUpdate update) {
        Map<String, AttributeValue> values = update.values();
        values.put(":me", Attributes.of(owner));
        Map<String, String> names = update.names();
        names.put("#owner", OWNER);
        table.update(UpdateItemRequest.builder()
                .key(key(workspace))
                .updateExpression(update.expression())
                .conditionExpression("#owner = :me")
                .expressionAttributeNames(names)
                .expressionAttributeValues(values));
    }

    @Override
    public Map<Workspace, Turn> all() {
        Map<Workspace, Turn> all = new HashMap<>();
        QueryRequest query = QueryRequest.builder()
                .tableName(table.name())
                .keyConditionExpression("#document = :walks")
                .expressionAttributeNames(CatalogNames.named(DOCUMENT))
                .expressionAttributeValues(Map.of(":walks", Attributes.of(WALKS)))
                .consistentRead(true)
                .build();
        table.dependency().ask(() -> table.client().queryPaginator(query).items().stream().toList()).forEach(values -> {
            Attributes row = new Attributes(values);
            all.put(new Workspace(row.text(KIND)), turn(row, NOBODY));
        });
        return all;
    }

    @Override
    public void forget(Workspace workspace) {
        DeleteItemRequest delete = DeleteItemRequest.builder()
                .tableName(table.name())
                .key(key(workspace))
                .conditionExpression("attribute_not_exists(#owner)")
                .expressionAttributeNames(CatalogNames.named(OWNER))
                .build();
        table.dependency().ask(() -> {
            try {
                table.client().deleteItem(delete);
                return true;
            } catch (ConditionalCheckFailedException _) {
                return false;
            }
        });
    }

    @Override
    public Optional<Searching> searching() {
        QueryRequest query = QueryRequest.builder()
                .tableName(table.name())
                .keyConditionExpression("#document = :search AND #kind = :workspaces")
                .expressionAttributeNames(CatalogNames.named(DOCUMENT, KIND))
                .expressionAttributeValues(Map.of(":search", Attributes.of(SEARCH), ":workspaces", Attributes.of(WORKSPACES)))
                .consistentRead(true)
                .build();
        return table.dependency().ask(() -> table.client().query(query)).items().stream()
                .map(Attributes::new)
                .filter(row -> row.has(PATH) || row.has(FAILED))
                .map(row -> new Searching(row.textIfAny(PATH).map(SourcePath::new)))
                .findFirst();
    }

    @Override
    public void keepSearching(Optional<Searching> searching) {
        Optional<SourcePath> after = searching.flatMap(Searching::after);
        RowUpdate update = new RowUpdate()
                .set(PATH, after.map(path -> Attributes.of(path.key())))
                .set(FAILED, searching.filter(_ -> after.isEmpty()).map(_ -> Attributes.of(1)));
        table.update(UpdateItemRequest.builder()
                .key(Map.of(DOCUMENT, Attributes.of(SEARCH), KIND, Attributes.of(WORKSPACES)))
                .updateExpression(update.expression())
                .expressionAttributeNames(update.names())
                .expressionAttributeValues(update.values().isEmpty() ? null : update.values()));
    }

    private static Map<String, AttributeValue> key(Workspace workspace) {
        return Map.of(DOCUMENT, Attributes.of(WALKS), KIND, Attributes.of(workspace.name()));
    }
}
