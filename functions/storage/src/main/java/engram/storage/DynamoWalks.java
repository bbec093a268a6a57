package engram.storage;

import static engram.storage.CatalogNames.DOCUMENT;
import static engram.storage.CatalogNames.KIND;
import static engram.storage.CatalogNames.OWNER;
import static engram.storage.CatalogNames.PATH;
import static engram.storage.CatalogNames.UNTIL;
import static engram.storage.CatalogNames.WALK_FINISHED_AT;
import static engram.storage.CatalogNames.WALK_KIND;

import engram.domain.SourcePath;
import engram.domain.Walks;
import engram.domain.Workspace;
import engram.storage.CatalogTable.Change;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Turns as rows of the catalog table, one a workspace: their key, a workspace's name, is no document's, since those
/// have a "/" in them.
final class DynamoWalks implements Walks {

    private final CatalogTable table;

    DynamoWalks(CatalogTable table) {
        this.table = table;
    }

    @Override
    public Optional<Progress> take(Workspace workspace, String owner, Instant now, Instant until) {
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
            case Change.Made(var row) -> Optional.of(progress(new Attributes(row)));
            case Change.Denied _ -> Optional.empty();
        };
    }

    private static Progress progress(Attributes row) {
        return new Progress(
                row.textIfAny(PATH).map(SourcePath::new),
                row.has(WALK_FINISHED_AT)
                        ? Optional.of(Instant.ofEpochMilli(row.number(WALK_FINISHED_AT)))
                        : Optional.empty());
    }

    @Override
    public void leave(Workspace workspace, String owner, Progress progress) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":owner", Attributes.of(owner)));
        progress.after().ifPresent(path -> values.put(":path", Attributes.of(path.key())));
        progress.finishedAt().ifPresent(at -> values.put(":finished", Attributes.of(at.toEpochMilli())));
        String path = progress.after().isPresent() ? "#path = :path" : "";
        String finished = progress.finishedAt().isPresent() ? "#finishedAt = :finished" : "";
        String set = path + (path.isEmpty() || finished.isEmpty() ? "" : ", ") + finished;
        String remove = "#owner, #until" + (path.isEmpty() ? ", #path" : "") + (finished.isEmpty() ? ", #finishedAt" : "");
        // Denied: it is another's turn now.
        table.update(UpdateItemRequest.builder()
                .key(key(workspace))
                .updateExpression((set.isEmpty() ? "" : "SET " + set + " ") + "REMOVE " + remove)
                .conditionExpression("#owner = :owner")
                .expressionAttributeNames(CatalogNames.named(OWNER, UNTIL, PATH, WALK_FINISHED_AT))
                .expressionAttributeValues(values));
    }

    private static Map<String, AttributeValue> key(Workspace workspace) {
        return Map.of(DOCUMENT, Attributes.of(workspace.name()), KIND, Attributes.of(WALK_KIND));
    }
}
