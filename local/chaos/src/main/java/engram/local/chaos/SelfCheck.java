package engram.local.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.chaos.compare.Comparison;
import engram.local.chaos.compare.Finding;
import engram.local.chaos.compare.Snapshot;
import engram.local.chaos.compare.Snapshot.Entry;
import engram.local.chaos.compare.Stores;
import engram.local.chaos.compare.Web;
import engram.local.system.AwsJson;
import engram.local.system.Description;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Spoils the stores by hand, one thing each, and compares again: whether the comparison would have seen it. What it spoils stays spoilt.
final class SelfCheck {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final int SPOILT = 6;

    private final Description system;
    private final Stores stores;

    SelfCheck(Description system, Stores stores) {
        this.system = system;
        this.stores = stores;
    }

    /// @param before what is there
    /// @param known  differences in it
    /// @return what was spoilt and not found
    Set<String> missed(Snapshot before, List<Finding> known) throws IOException, InterruptedException {
        Set<String> differ = known.stream().map(Finding::path).collect(Collectors.toSet());
        List<String> paths = before.objects().keySet().stream().filter(path -> !differ.contains(path)).sorted().toList();
        if (paths.size() < SPOILT) {
            return Set.of("too few documents to spoil some");
        }
        var web = new Web(SOON);
        try (web; HttpClient http = HttpClient.newHttpClient()) {
            AwsJson dynamoDb = AwsJson.dynamoDb(http, system.dynamodb().endpoint());
            dropChunk(web, before, paths.get(0));
            rename(dynamoDb, paths.get(1));
            forget(dynamoDb, paths.get(2));
            invent(dynamoDb, paths.get(3), invented(paths.get(3)));
            repeat(web, before, paths.get(4));
            blind(web, before, paths.get(5));
        }
        var after = new ArrayList<>(Comparison.of(stores.snapshot()));
        after.removeAll(known);
        var missed = new TreeSet<>(paths.subList(0, SPOILT));
        missed.remove(paths.get(3));
        missed.add(invented(paths.get(3)));
        after.forEach(finding -> missed.remove(finding.path()));
        return missed;
    }

    private static String invented(String path) {
        return path + ".invented";
    }

    private void dropChunk(Web web, Snapshot before, String path) throws IOException, InterruptedException {
        web.ask("DELETE", entry(first(before, path).id(), ""), Map.of(), new byte[0]);
    }

    /// Has the index hold a chunk twice.
    private void repeat(Web web, Snapshot before, String path) throws IOException, InterruptedException {
        put(web, first(before, path).id() + ".again", first(before, path).version(), source(web, first(before, path).id()));
    }

    /// Takes the vector of a chunk.
    private void blind(Web web, Snapshot before, String path) throws IOException, InterruptedException {
        put(web, first(before, path).id(), first(before, path).version(), source(web, first(before, path).id()).without("embedding"));
    }

    private static Entry first(Snapshot snapshot, String path) {
        return snapshot.entries().get(path).getFirst();
    }

    private ObjectNode source(Web web, String id) throws IOException, InterruptedException {
        return (ObjectNode) JSON.readTree(web.ask("GET", entry(id, ""), Map.of(), new byte[0]).body()).path("_source");
    }

    private void put(Web web, String id, long version, ObjectNode source) throws IOException, InterruptedException {
        web.ask("PUT", entry(id, "?version_type=external_gte&version=" + version), Map.of("Content-Type", "application/json"),
                JSON.writeValueAsBytes(source));
    }

    private URI entry(String id, String parameters) {
        return URI.create(system.opensearch().endpoint() + "/" + system.opensearch().alias() + "/_doc/" + Web.encode(id) + parameters);
    }

    /// Has the catalog name another version of the object.
    private void rename(AwsJson dynamoDb, String path) throws IOException, InterruptedException {
        ObjectNode update = key(path).put("UpdateExpression", "SET eTag = :other");
        update.putObject("ExpressionAttributeValues").putObject(":other").put("S", "00000000000000000000000000000000");
        dynamoDb.call("UpdateItem", update, SOON);
    }

    private void forget(AwsJson dynamoDb, String path) throws IOException, InterruptedException {
        dynamoDb.call("DeleteItem", key(path), SOON);
    }

    /// Copies a row to a document that the bucket does not hold. (An object deleted from under its row would be an event, which
    /// `ingest` may be through with before anybody looks.)
    private void invent(AwsJson dynamoDb, String path, String other) throws IOException, InterruptedException {
        ObjectNode row = (ObjectNode) dynamoDb.call("GetItem", key(path).put("ConsistentRead", true), SOON).path("Item");
        row.setAll((ObjectNode) key(other).path("Key"));
        ObjectNode put = JSON.createObjectNode().put("TableName", system.dynamodb().catalogTable());
        put.set("Item", row);
        dynamoDb.call("PutItem", put, SOON);
    }

    private ObjectNode key(String path) {
        ObjectNode request = JSON.createObjectNode().put("TableName", system.dynamodb().catalogTable());
        ObjectNode key = request.putObject("Key");
        key.putObject("document").put("S", path.substring(0, path.indexOf('/')) + "/" + path);
        key.putObject("kind").put("S", "document");
        return request;
    }
}
