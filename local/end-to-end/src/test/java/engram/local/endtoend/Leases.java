package engram.local.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.system.AwsJson;
import engram.local.system.Description;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;

/// Lease rows of the catalog table, changed by hand through DynamoDB's own API.
final class Leases {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final AwsJson dynamoDb;
    private final String table;

    Leases(Description system) {
        this.dynamoDb = AwsJson.dynamoDb(HttpClient.newHttpClient(), system.dynamodb().endpoint());
        this.table = system.dynamodb().catalogTable();
    }

    /// Leaves the lease as a writer does that died.
    ///
    /// @return how many hints the document has had
    long hold(String workspace, String path, Instant since, Instant until) {
        ObjectNode request = request(workspace, path)
                .put("UpdateExpression", "SET #o = :o, #u = :u, #p = :p, unsettled = :shard, unsettledSince = :since")
                .put("ReturnValues", "ALL_NEW");
        request.putObject("ExpressionAttributeNames").put("#o", "owner").put("#u", "until").put("#p", "path");
        ObjectNode values = request.putObject("ExpressionAttributeValues");
        values.putObject(":o").put("S", "a writer that died");
        values.putObject(":u").put("N", Long.toString(until.toEpochMilli()));
        values.putObject(":p").put("S", path);
        values.putObject(":shard").put("S", "0");
        values.putObject(":since").put("N", Long.toString(since.toEpochMilli()));
        return hints(call("UpdateItem", request).path("Attributes"));
    }

    void awaitHints(String workspace, String path, long hints) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (hints(call("GetItem", request(workspace, path)).path("Item")) < hints) {
            if (System.nanoTime() > end) {
                throw new AssertionError(path + " has had fewer than " + hints + " hints for " + PATIENCE);
            }
            User.pause();
        }
    }

    private static long hints(JsonNode row) {
        return row.path("hints").path("N").asLong();
    }

    private ObjectNode request(String workspace, String path) {
        ObjectNode request = JSON.createObjectNode().put("TableName", table);
        ObjectNode key = request.putObject("Key");
        key.putObject("document").put("S", workspace + "/" + path);
        key.putObject("kind").put("S", "lease");
        return request;
    }

    private JsonNode call(String operation, ObjectNode request) {
        try {
            return dynamoDb.call(operation, request, PATIENCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
