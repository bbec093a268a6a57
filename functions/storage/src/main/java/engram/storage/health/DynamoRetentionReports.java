package engram.storage.health;

import engram.domain.health.RetentionReport;
import engram.domain.health.RetentionReports;
import engram.storage.Attributes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// The last report as a row of the catalog table.
final class DynamoRetentionReports implements RetentionReports {

    private static final String KIND = "retention";
    private static final String AT = "at";
    private static final String HOLDS = "holds";
    private static final String HELD = "held";

    private final HealthRows rows;

    DynamoRetentionReports(HealthRows rows) {
        this.rows = rows;
    }

    @Override
    public void keep(RetentionReport report) {
        Map<String, AttributeValue> row = HealthRows.row(KIND);
        row.put(AT, Attributes.of(report.at().toEpochMilli()));
        row.put(HOLDS, Attributes.of(report.holds()));
        row.put(HELD, Attributes.of(report.held()));
        rows.table().put(PutItemRequest.builder()
                .item(row)
                .conditionExpression("attribute_not_exists(#at) OR #at <= :at")
                .expressionAttributeNames(HealthRows.named(AT))
                .expressionAttributeValues(Map.of(":at", row.get(AT))));
    }

    @Override
    public Optional<RetentionReport> latest() {
        return rows.find(KIND).map(row ->
                new RetentionReport(Instant.ofEpochMilli(row.number(AT)), row.number(HOLDS), row.number(HELD)));
    }
}
