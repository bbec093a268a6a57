package engram.local.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.chaos.compare.Comparison;
import engram.local.chaos.compare.Finding;
import engram.local.chaos.compare.Snapshot;
import engram.local.chaos.compare.Stores;
import engram.local.chaos.compare.Web;
import engram.local.system.AwsJson;
import engram.local.system.Description;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Spoils the stores by hand, one thing each, and compares again: whether the comparison would have seen it. What it spoils stays spoilt.
final class SelfCheck {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Description system;
    private final Stores stores;

    SelfCheck(Description system, Stores stores) {
        this.system = system;
        this.stores = stores;
    }

    /// @param before what is there, without a difference
    /// @return what was spoilt and not found
    Set<String> missed(Snapshot before) throws IOException, InterruptedException {
        List<String> paths = before.objects().keySet().stream().sorted().toList();
        if (paths.size() < 4) {
            return Set.of("too few documents to spoil some");
        }
        var web = new Web(SOON);
        try (web; HttpClient http = HttpClient.newHttpClient()) {
            AwsJson dynamoDb = AwsJson.dynamoDb(http, system.dynamodb().endpoint());
            dropChunk(web, before, paths.get(0));
            rename(dynamoDb, paths.get(1));
            forget(dynamoDb, paths.get(2));
            web.ask("DELETE", URI.create(system.s3().endpoint() + "/" + system.s3().bucket() + "/"
                    + Web.encode(paths.get(3)).replace("%2F", "/")), Map.of(), new byte[0]);
        }
        Set<String> found = Comparison.of(stores.snapshot()).stream().map(Finding::path).collect(Collectors.toSet());
        var missed = new TreeSet<>(paths.subList(0, 4));
        missed.removeAll(found);
        return missed;
    }

    private void dropChunk(Web web, Snapshot before, String path) throws IOException, InterruptedException {
        String id = before.entries().get(path).getFirst().id();
        web.ask("DELETE", URI.create(system.opensearch().endpoint() + "/" + system.opensearch().alias() + "/_doc/"
                + Web.encode(id)), Map.of(), new byte[0]);
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

    private ObjectNode key(String path) {
        ObjectNode request = JSON.createObjectNode().put("TableName", system.dynamodb().catalogTable());
        ObjectNode key = request.putObject("Key");
        key.putObject("document").put("S", path.substring(0, path.indexOf('/')) + "/" + path);
        key.putObject("kind").put("S", "document");
        return request;
    }
}
