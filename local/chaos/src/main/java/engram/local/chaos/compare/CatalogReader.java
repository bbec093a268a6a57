package engram.local.chaos.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.chaos.compare.Snapshot.Row;
import engram.local.system.AwsJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The catalog, by DynamoDB's API: names as in `infra/catalog-table.json`.
public final class CatalogReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int HASH_BYTES = 16;

    private final AwsJson dynamoDb;
    private final String table;

    public CatalogReader(AwsJson dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /// @param rows      documents by source path
    /// @param unsettled source paths whose leases say so
    /// @param held      source paths whose leases have an owner, with the ends of these in milliseconds since 1970
    public record Contents(Map<String, Row> rows, Set<String> unsettled, Map<String, Long> held) {
    }

    /// The whole table, consistently.
    public Contents read() throws IOException, InterruptedException {
        var contents = new Contents(new HashMap<>(), new HashSet<>(), new HashMap<>());
        ObjectNode request = JSON.createObjectNode().put("TableName", table).put("ConsistentRead", true);
        dynamoDb.scan(request, SOON, item -> take(item, contents));
        return contents;
    }

    private static void take(JsonNode item, Contents contents) {
        String path = path(item);
        if (text(item, "kind").equals("document")) {
            contents.rows().put(path, row(item));
            return;
        }
        if (item.has("unsettled")) {
            contents.unsettled().add(path);
        }
        if (item.has("owner")) {
            contents.held().put(path, number(item, "until"));
        }
    }

    /// The rows of some documents, at most 100.
    public Map<String, Row> rows(Collection<String> paths) throws IOException, InterruptedException {
        ObjectNode request = JSON.createObjectNode();
        ObjectNode wanted = request.putObject("RequestItems").putObject(table).put("ConsistentRead", true);
        var keys = wanted.putArray("Keys");
        for (String path : paths) {
            ObjectNode key = keys.addObject();
            key.putObject("document").put("S", path.substring(0, path.indexOf('/')) + "/" + path);
            key.putObject("kind").put("S", "document");
        }
        var rows = new HashMap<String, Row>();
        dynamoDb.call("BatchGetItem", request, SOON).path("Responses").path(table)
                .forEach(item -> rows.put(path(item), row(item)));
        return rows;
    }

    /// The partition key is the workspace and the source path with "/" in between; a workspace has none.
    private static String path(JsonNode item) {
        String key = text(item, "document");
        return key.substring(key.indexOf('/') + 1);
    }

    private static Row row(JsonNode item) {
        var metadata = new TreeMap<String, String>();
        item.path("metadata").path("M").properties().forEach(each -> metadata.put(each.getKey(), each.getValue().path("S").asText()));
        return new Row(text(item, "status"), text(item, "reason"), number(item, "generation"), text(item, "eTag"),
                number(item, "size"), text(item, "contentType"), metadata, number(item, "chunks"),
                hashes(item.path("chunkHashes").path("B").asText()),
                item.has("indexedAt") ? Instant.parse(text(item, "indexedAt")) : Instant.EPOCH);
    }

    private static List<String> hashes(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        List<String> hashes = new ArrayList<>();
        for (int from = 0; from + HASH_BYTES <= bytes.length; from += HASH_BYTES) {
            hashes.add(HexFormat.of().formatHex(bytes, from, from + HASH_BYTES));
        }
        return hashes;
    }

    private static String text(JsonNode item, String name) {
        return item.path(name).path("S").asText();
    }

    private static long number(JsonNode item, String name) {
        return item.path(name).path("N").asLong();
    }
}
