package engram.health.function;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.domain.health.LagLog.Passes;
import engram.domain.health.Lags;
import engram.domain.health.ReconcileReport;
import engram.health.Findings;
import engram.health.Reply;
import engram.health.Seen;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One look as a line in CloudWatch's embedded metric format, which becomes metrics by being logged. Figures that are not
/// known are left out, so that an alarm sees them as missing and not as 0.
/// Where the index was left alone, `Chunks` is what was seen of it as long ago as `IndexAge` says, and whether it is up is not known.
///
/// Source: CloudWatch user guide, "Specification: embedded metric format".
final class EmbeddedMetrics {

    private final ObjectMapper json;
    private final String namespace;

    EmbeddedMetrics(ObjectMapper json, String namespace) {
        this.json = json;
        this.namespace = namespace;
    }

    private record Figure(double value, String unit) {}

    String line(Seen seen) {
        Map<String, Figure> figures = figures(seen);
        ObjectNode line = json.createObjectNode();
        ObjectNode metadata = line.putObject("_aws");
        metadata.put("Timestamp", seen.findings().at().toEpochMilli());
        ObjectNode directive = metadata.putArray("CloudWatchMetrics").addObject();
        directive.put("Namespace", namespace);
        directive.putArray("Dimensions").addArray();
        ArrayNode metrics = directive.putArray("Metrics");
        figures.forEach((name, figure) -> {
            metrics.addObject().put("Name", name).put("Unit", figure.unit());
            line.put(name, figure.value());
        });
        line.put("status", seen.level().name().toLowerCase(Locale.ROOT));
        ArrayNode problems = line.putArray("problems");
        seen.concerns().forEach(concern -> problems.add(concern.code().name()));
        return line.toString();
    }

    private static Map<String, Figure> figures(Seen seen) {
        Findings found = seen.findings();
        Map<String, Figure> figures = new TreeMap<>();
        // 0 ok, 1 degraded, 2 down.
        figures.put("Status", new Figure(seen.level().ordinal(), "None"));
        dependency(figures, "Bucket", found.bucket());
        dependency(figures, "Queue", found.queue());
        dependency(figures, "DeadLetterQueue", found.deadLetters());
        dependency(figures, "Catalog", found.catalog());
        dependency(figures, "Embeddings", found.embeddings());
        found.indexAge().ifPresentOrElse(
                age -> figures.put("IndexAge", new Figure(age.toSeconds(), "Seconds")),
                () -> {
                    dependency(figures, "Index", found.index());
                    dependency(figures, "Alias", found.alias());
                });
        dependency(figures, "ModelVersion", found.model());
        found.queue().value().ifPresent(queue -> {
            count(figures, "MessagesWaiting", queue.waiting());
            count(figures, "MessagesInFlight", queue.inFlight());
            count(figures, "MessagesDelayed", queue.delayed());
        });
        found.deadLetters().value().ifPresent(dead -> count(figures, "DeadLetters", dead));
        found.oldestUnsettled().value().ifPresent(since -> figures.put("OldestUnsettled", new Figure(
                since.map(moment -> Duration.between(moment, found.at()).toSeconds()).orElse(0L), "Seconds")));
        found.chunks().ifPresent(chunks -> count(figures, "Chunks", chunks));
        found.hour().value().ifPresent(hour -> ingest(figures, hour));
        found.walked().ifPresent(since ->
                figures.put("ReconcileAge", new Figure(Duration.between(since, found.at()).toSeconds(), "Seconds")));
        found.reconcile().value().flatMap(report -> report).ifPresent(report -> reconcile(figures, report));
        return figures;
    }

    private static void dependency(Map<String, Figure> figures, String name, Reply<?> reply) {
        count(figures, name + "Up", reply.value().isPresent() ? 1 : 0);
        figures.put(name + "Latency", new Figure(reply.took().toMillis(), "Milliseconds"));
    }

    private static void ingest(Map<String, Figure> figures, Passes hour) {
        count(figures, "HandledLastHour", hour.handled());
        Map.of("IngestLagP50", .5, "IngestLagP95", .95, "IngestLagP99", .99).forEach((name, share) ->
                lag(hour.lags(), share).ifPresent(lag -> figures.put(name, lag)));
    }

    private static Optional<Figure> lag(Lags lags, double share) {
        return lags.quantile(share).map(lag -> new Figure(lag.toMillis(), "Milliseconds"));
    }

    private static void reconcile(Map<String, Figure> figures, ReconcileReport report) {
        report.documents().forEach((status, documents) -> count(
                figures, "Documents" + status.name().charAt(0) + status.name().substring(1).toLowerCase(Locale.ROOT), documents));
        count(figures, "Drift", report.drift());
    }

    private static void count(Map<String, Figure> figures, String name, long value) {
        figures.put(name, new Figure(value, "Count"));
    }
}
