package engram.storage;

import engram.domain.Reason;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.domain.health.ReconcileReport;
import engram.domain.health.ReconcileReport.Failed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A report of reconcile as attributes of a row.
public final class ReportAttributes {

    /// Milliseconds since 1970.
    public static final String ENDED = "ended";

    private ReportAttributes() {}

    public static Map<String, AttributeValue> of(ReconcileReport report) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(ENDED, Attributes.of(report.ended().toEpochMilli()));
        values.put("took", Attributes.of(report.took().toMillis()));
        values.put("documents", counts(report.documents()));
        values.put("differences", counts(report.differences()));
        report.oldestFailed().ifPresent(failed -> {
            values.put("failedPath", Attributes.of(failed.path().key()));
            values.put("failedReason", Attributes.of(failed.reason().name()));
            values.put("failedSince", Attributes.of(failed.since()));
        });
        return values;
    }

    public static ReconcileReport report(Attributes row) {
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
