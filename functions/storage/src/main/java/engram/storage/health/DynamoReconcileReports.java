package engram.storage.health;

import engram.domain.health.ReconcileReport;
import engram.domain.health.ReconcileReports;
import engram.storage.ReportAttributes;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// The last report as a row of the catalog table.
final class DynamoReconcileReports implements ReconcileReports {

    private static final String KIND = "reconcile";

    private final HealthRows rows;

    DynamoReconcileReports(HealthRows rows) {
        this.rows = rows;
    }

    @Override
    public void keep(ReconcileReport report) {
        Map<String, AttributeValue> row = HealthRows.row(KIND);
        row.putAll(ReportAttributes.of(report));
        rows.table().put(PutItemRequest.builder()
                .item(row)
                .conditionExpression("attribute_not_exists(#ended) OR #ended <= :ended")
                .expressionAttributeNames(HealthRows.named(ReportAttributes.ENDED))
                .expressionAttributeValues(Map.of(":ended", row.get(ReportAttributes.ENDED))));
    }

    @Override
    public Optional<ReconcileReport> latest() {
        return rows.find(KIND).map(ReportAttributes::report);
    }
}
