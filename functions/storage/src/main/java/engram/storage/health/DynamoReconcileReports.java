package engram.storage.health;

import engram.domain.Reason;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.domain.health.ReconcileReport;
import engram.domain.health.ReconcileReport.Failed;
import engram.domain.health.ReconcileReports;
import engram.storage.Attributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// The last report as a row of the catalog table.
final class DynamoReconcileReports implements ReconcileReports {

    private static final String KIND = "reconcile";
    private static final String ENDED = "ended";

    private final HealthRows rows;

    DynamoReconcileReports(HealthRows rows) {
        this.rows = rows;
    }

    @Override
    public void keep(ReconcileReport report) {
        Map<String, AttributeValue> row = HealthRows.row(KIND);
        row.put(ENDED, Attributes.of(report.ended().toEpochMilli()));
        row.put("took", Attributes.of(report.took().toMillis()));
        row.put("documents", counts(report.documents()));
        row.put("differences", counts(report.differences()));
        report.oldestFailed().ifPresent(failed -> {
            row.put("failedPath", Attributes.of(failed.path().key()));
            row.put("failedReason", Attributes.of(failed.reason().name()));
            row.put("failedSince", Attributes.of(failed.since()));
        });
        rows.table().put(PutItemRequest.builder()
                .item(row)
                .conditionExpression("attribute_not_exists(#ended) OR #ended <= :ended")
                .expressionAttributeNames(HealthRows.named(ENDED))
                .expressionAttributeValues(Map.of(":ended", row.get(ENDED))));
    }

    @Override
    public Optional<ReconcileReport> latest() {
        return rows.find(KIND).map(DynamoReconcileReports::report);
    }

    private static ReconcileReport report(Attributes row) {
        return new ReconcileReport(
                Instant.ofEpochMilli(row.number(ENDED)),
                Duration.ofMillis(row.number("took")),
                counts(row, "documents", Status::valueOf),
                counts(row, "differences", Function.identity()),
                row.textIfAny("failedPath")
                        .map(path -> new Failed(
                                new SourcePath(path),
                                Reason.valueOf(row.text("failedReason")),
                                row.moment("failedSince"))));
    }

    private static AttributeValue counts(Map<?, Long> counts) {
        return AttributeValue.fromM(counts.entrySet().stream()
                .collect(Collectors.toMap(each -> each.getKey().toString(), each -> Attributes.of(each.getValue()))));
    }

    private static <K> Map<K, Long> counts(Attributes row, String name, Function<String, K> key) {
        return row.values().get(name).m().entrySet().stream()
                .collect(Collectors.toMap(each -> key.apply(each.getKey()), each -> Long.valueOf(each.getValue().n())));
    }
}
