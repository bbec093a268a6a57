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
import java.util.function.Predicate;

/// The catalog's table, damaged by hand through DynamoDB's own API.
final class Catalog {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final AwsJson dynamoDb;
    private final String table;

    Catalog(Description system) {
        this.dynamoDb = AwsJson.dynamoDb(HttpClient.newHttpClient(), system.dynamodb().endpoint());
        this.table = system.dynamodb().catalogTable();
    }

    /// Deletes the rows of all partitions that are chosen; the table is small enough for one page.
    ///
    /// @return how many there were
    int delete(Predicate<String> partitions) {
        int deleted = 0;
        JsonNode page = call("Scan", JSON.createObjectNode().put("TableName", table));
        for (JsonNode row : page.path("Items")) {
            if (partitions.test(row.path("document").path("S").asText())) {
                ObjectNode request = JSON.createObjectNode().put("TableName", table);
                request.putObject("Key").<ObjectNode>set("document", row.path("document")).set("kind", row.path("kind"));
                call("DeleteItem", request);
                deleted++;
            }
        }
        return deleted;
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
