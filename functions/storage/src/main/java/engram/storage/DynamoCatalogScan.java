package engram.storage;

import static engram.storage.CatalogNames.DOCUMENT;
import static engram.storage.CatalogNames.DOCUMENTS_INDEX;
import static engram.storage.CatalogNames.KIND;
import static engram.storage.CatalogNames.SOURCE_PATH;
import static engram.storage.CatalogNames.WORKSPACE;

import engram.domain.CatalogScan;
import engram.domain.SourcePath;
import engram.domain.Workspace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/// The catalog's documents by its index of them, whose sort key DynamoDB orders by the bytes of UTF-8.
final class DynamoCatalogScan implements CatalogScan {

    /// Sorts behind every source path that is likely to be; one behind it costs a read more.
    private static final String LAST = "\uDBFF\uDFFF";

    private final CatalogTable table;

    DynamoCatalogScan(CatalogTable table) {
        this.table = table;
    }

    /// Leaps from one workspace to the next, so that it costs a read for each of them and not for each document: a scan
    /// goes through partitions one after another, and within one in the order of source paths.
    @Override
    public Set<Workspace> workspaces() {
        Set<Workspace> workspaces = new HashSet<>();
        Map<String, AttributeValue> from = Map.of();
        while (true) {
            List<Map<String, AttributeValue>> found = next(from);
            if (found.isEmpty()) {
                return workspaces;
            }
            Map<String, AttributeValue> row = found.getFirst();
            from = new HashMap<>(row);
            if (workspaces.add(new Workspace(row.get(WORKSPACE).s()))) {
                from.put(SOURCE_PATH, Attributes.of(LAST));
            }
        }
    }

    /// The first row behind that key, if there is one.
    private List<Map<String, AttributeValue>> next(Map<String, AttributeValue> key) {
        Map<String, AttributeValue> from = key;
        while (true) {
            ScanRequest request = ScanRequest.builder()
                    .tableName(table.name())
                    .indexName(DOCUMENTS_INDEX)
                    .projectionExpression("#workspace, #sourcePath, #document, #kind")
                    .expressionAttributeNames(CatalogNames.named(WORKSPACE, SOURCE_PATH, DOCUMENT, KIND))
                    .exclusiveStartKey(from.isEmpty() ? null : from)
                    .limit(1)
                    .build();
            ScanResponse page = table.dependency().ask(() -> table.client().scan(request));
            if (page.hasItems() && !page.items().isEmpty() || page.lastEvaluatedKey().isEmpty()) {
                return page.items();
            }
            from = page.lastEvaluatedKey();
        }
    }

    @Override
    public List<SourcePath> paths(Workspace workspace, Optional<SourcePath> after, int most) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":workspace", Attributes.of(workspace.name()));
        after.ifPresent(path -> values.put(":after", Attributes.of(path.key())));
        QueryRequest query = QueryRequest.builder()
                .tableName(table.name())
                .indexName(DOCUMENTS_INDEX)
                .keyConditionExpression(
                        "#workspace = :workspace" + (after.isPresent() ? " AND #sourcePath > :after" : ""))
                .projectionExpression("#sourcePath")
                .expressionAttributeNames(CatalogNames.named(WORKSPACE, SOURCE_PATH))
                .expressionAttributeValues(values)
                .limit(most)
                .build();
        return table.dependency().ask(() -> table.client().query(query)).items().stream()
                .map(row -> new SourcePath(row.get(SOURCE_PATH).s()))
                .toList();
    }
}
