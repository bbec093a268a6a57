package engram.local.system.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.system.AwsJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// What the local system itself reads of the catalog, from the two indexes of `infra/catalog-table.json`.
public final class CatalogTable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(30);

    private final AwsJson dynamoDb;
    private final String table;
    private final Duration most;

    public CatalogTable(AwsJson dynamoDb, String table) {
        this(dynamoDb, table, SOON);
    }

    /// @param most how long the answer to one request may take
    public CatalogTable(AwsJson dynamoDb, String table, Duration most) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.most = most;
    }

    /// Documents by status, and the chunks of all.
    public record Counts(Map<String, Long> byStatus, long chunks) {
    }

    public Counts count() throws IOException, InterruptedException {
        var byStatus = new TreeMap<String, Long>();
        long[] chunks = {0};
        scan("documents", "#s, chunks", Map.of("#s", "status"), document -> {
            byStatus.merge(document.path("status").path("S").asText("UNKNOWN"), 1L, Long::sum);
            chunks[0] += document.path("chunks").path("N").asLong(0);
        });
        return new Counts(byStatus, chunks[0]);
    }

    /// Source paths of the documents that are not marked as deleted.
    void living(Consumer<String> path) throws IOException, InterruptedException {
        scan("documents", "#s, sourcePath", Map.of("#s", "status"), document -> {
            if (!document.path("status").path("S").asText().equals("DELETED")) {
                path.accept(document.path("sourcePath").path("S").asText());
            }
        });
    }

    /// Documents that were hinted at and are not settled.
    ///
    /// @param count  how many
    /// @param oldest since when the one has been waiting that has waited longest; empty if there is none
    public record Unsettled(long count, Optional<Instant> oldest) {
    }

    public Unsettled unsettled() throws IOException, InterruptedException {
        long[] count = {0};
        long[] oldest = {Long.MAX_VALUE};
        scan("unsettled", "#s", Map.of("#s", "unsettledSince"), lease -> {
            count[0]++;
            oldest[0] = Math.min(oldest[0], lease.path("unsettledSince").path("N").asLong());
        });
        return new Unsettled(count[0], count[0] == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(oldest[0])));
    }

    /// Why the last try of the document failed; empty if it went well, or none has ended yet.
    public Optional<String> lastFailure(String path) throws IOException, InterruptedException {
        ObjectNode request = JSON.createObjectNode().put("TableName", table).put("ProjectionExpression", "lastFailure");
        ObjectNode key = request.putObject("Key");
        key.putObject("document").put("S", workspace(path) + "/" + path);
        key.putObject("kind").put("S", "lease");
        JsonNode found = dynamoDb.call("GetItem", request, most).path("Item").path("lastFailure").path("S");
        return Optional.ofNullable(found.textValue());
    }

    /// The workspace that a source path names.
    public static String workspace(String path) {
        int slash = path.indexOf('/');
        return slash > 0 ? path.substring(0, slash) : "default";
    }

    private void scan(String index, String projection, Map<String, String> names, Consumer<JsonNode> each)
            throws IOException, InterruptedException {
        ObjectNode request = JSON.createObjectNode()
                .put("TableName", table)
                .put("IndexName", index)
                .put("ProjectionExpression", projection);
        request.set("ExpressionAttributeNames", JSON.valueToTree(names));
        dynamoDb.scan(request, most, each);
    }
}
