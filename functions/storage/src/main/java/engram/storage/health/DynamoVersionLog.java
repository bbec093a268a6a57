package engram.storage.health;

import engram.domain.ModelVersion;
import engram.domain.PipelineVersion;
import engram.domain.Workspace;
import engram.domain.health.VersionLog;
import engram.storage.Attributes;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// The versions of the `ingest` that began last, as a row of the catalog table.
final class DynamoVersionLog implements VersionLog {

    private static final String KIND = "versions";
    private static final String AT = "at";

    private final HealthRows rows;

    DynamoVersionLog(HealthRows rows) {
        this.rows = rows;
    }

    @Override
    public void keep(Versions versions, Instant at) {
        Map<String, AttributeValue> row = HealthRows.row(KIND);
        row.put("pipelineVersion", Attributes.of(versions.usual().value()));
        row.put("modelVersion", Attributes.of(versions.model().value()));
        Map<String, String> others = new HashMap<>();
        versions.others().forEach((workspace, version) -> others.put(workspace.name(), version.value()));
        row.put("others", Attributes.of(others));
        row.put(AT, Attributes.of(at.toEpochMilli()));
        rows.table().put(PutItemRequest.builder()
                .item(row)
                .conditionExpression("attribute_not_exists(#at) OR #at <= :at")
                .expressionAttributeNames(HealthRows.named(AT))
                .expressionAttributeValues(Map.of(":at", row.get(AT))));
    }

    @Override
    public Optional<Versions> latest() {
        return rows.find(KIND).map(DynamoVersionLog::versions);
    }

    private static Versions versions(Attributes row) {
        Map<Workspace, PipelineVersion> others = new HashMap<>();
        row.texts("others").forEach((name, version) -> others.put(new Workspace(name), new PipelineVersion(version)));
        return new Versions(
                new PipelineVersion(row.text("pipelineVersion")), others, new ModelVersion(row.text("modelVersion")));
    }
}
