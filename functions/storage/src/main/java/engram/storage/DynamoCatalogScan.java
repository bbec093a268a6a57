package engram.storage;

import static engram.storage.CatalogNames.DOCUMENTS_INDEX;
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

    private final CatalogTable table;

    DynamoCatalogScan(CatalogTable table) {
        this.table = table;
    }

    @Override
    public Set<Workspace> workspaces() {
        Set<Workspace> workspaces = new HashSet<>();
        Map<String, AttributeValue> from = Map.of();
        do {
            ScanResponse page = scan(from);
            page.items().forEach(row -> workspaces.add(new Workspace(row.get(WORKSPACE).s())));
            from = page.lastEvaluatedKey();
        } while (!from.isEmpty());
        return workspaces;
    }

    private ScanResponse scan(Map<String, AttributeValue> from) {
        ScanRequest request = ScanRequest.builder()
                .tableName(table.name())
                .indexName(DOCUMENTS_INDEX)
                .projectionExpression("#workspace")
                .expressionAttributeNames(CatalogNames.named(WORKSPACE))
                .exclusiveStartKey(from.isEmpty() ? null : from)
                .build();
        return table.dependency().ask(() -> table.client().scan(request));
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
