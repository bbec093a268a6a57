package engram.local.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.system.AwsJson;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/// Of which model versions the catalog's indexed documents are, by a look at some of them. Rows of others stand between them, and
/// tombstones, and are passed over.
record CatalogModels(AwsJson dynamoDb, String table) implements IndexCheck.Models {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int SOME = 200;

    /// How many times as many are read where none of them is indexed.
    private static final int PAGES = 50;

    @Override
    public Set<String> inUse() throws IOException, InterruptedException {
        ObjectNode request = new ObjectMapper().createObjectNode()
                .put("TableName", table)
                .put("IndexName", "documents")
                .put("Limit", SOME)
                .put("FilterExpression", "#status = :indexed")
                .put("ProjectionExpression", "#model");
        request.putObject("ExpressionAttributeNames").put("#status", "status").put("#model", "modelVersion");
        request.putObject("ExpressionAttributeValues").putObject(":indexed").put("S", "INDEXED");
        Set<String> models = new TreeSet<>();
        for (int page = 0; page < PAGES && models.isEmpty(); page++) {
            JsonNode answer = dynamoDb.call("Scan", request, SOON);
            answer.path("Items").forEach(row -> models.add(row.at("/modelVersion/S").asText()));
            JsonNode last = answer.path("LastEvaluatedKey");
            if (!last.isObject()) {
                break;
            }
            request.set("ExclusiveStartKey", last);
        }
        return models;
    }
}
