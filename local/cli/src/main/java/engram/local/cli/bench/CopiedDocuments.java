package engram.local.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.Failure;
import engram.local.cli.remote.Json;
import engram.local.cli.terminal.Terminal;
import engram.local.system.lambda.LambdaFunction;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Very many documents that bucket, catalog and index agree on. `ingest` indexes some of them; of these the others are copies,
/// under paths of their own and with their own object's date, written straight into the stores: embedding them all would take
/// hours, and a walk could not tell the difference.
final class CopiedDocuments {

    static final String WORKSPACE = "bench";
    private static final String MODELS = WORKSPACE + "/model/";
    private static final String CATALOG = "engram-catalog";
    private static final String ALIAS = "engram";
    /// DynamoDB's bound.
    private static final int ROWS_AT_ONCE = 25;
    private static final int ENTRIES_AT_ONCE = 500;
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Pattern OBJECT =
            Pattern.compile("<Key>([^<]+)</Key>\\s*<LastModified>([^<]+)</LastModified>");
    private static final Pattern NEXT = Pattern.compile("<NextContinuationToken>([^<]+)</NextContinuationToken>");

    private final WalkStage stage;
    private final Terminal terminal;
    private final List<Model> models = new ArrayList<>();
    private final List<ObjectNode> rows = new ArrayList<>();
    private final StringBuilder entries = new StringBuilder();
    private int entriesAtHand;
    private long chunks;

    /// A document that `ingest` has indexed.
    ///
    /// @param row of the catalog
    /// @param entries of the index
    private record Model(String key, byte[] bytes, ObjectNode row, List<JsonNode> entries) {}

    CopiedDocuments(WalkStage stage, Terminal terminal) {
        this.stage = stage;
        this.terminal = terminal;
    }

    /// @param texts a model of each
    /// @param documents of the workspace, the models among them
    /// @return how many chunks they have
    long make(LambdaFunction ingest, List<byte[]> texts, int documents) throws IOException, InterruptedException {
        terminal.note("indexing " + texts.size() + " documents");
        index(ingest, texts);
        terminal.note("copying them %,d times".formatted(documents - texts.size()));
        for (int i = texts.size(); i < documents; i++) {
            stage.bucket().put(key(i), models.get(i % models.size()).bytes(), "text/markdown");
        }
        Map<String, String> dates = dates();
        for (int i = texts.size(); i < documents; i++) {
            copy(models.get(i % models.size()), key(i), dates.get(key(i)));
        }
        flushRows();
        flushEntries();
        send("POST", "/" + ALIAS + "/_refresh", "");
        return chunks;
    }

    private static String key(int number) {
        return WORKSPACE + "/copy/%07d.md".formatted(number);
    }

    private void index(LambdaFunction ingest, List<byte[]> texts) throws IOException, InterruptedException {
        for (int i = 0; i < texts.size(); i++) {
            String key = MODELS + "%05d.md".formatted(i);
            stage.bucket().put(key, texts.get(i), "text/markdown");
            JsonNode answer = WalkStage.invoke(ingest, event(key));
            if (!answer.path("batchItemFailures").isEmpty()) {
                throw Failure.failed("ingest could not index " + key + ", see " + ingest.log());
            }
        }
        send("POST", "/" + ALIAS + "/_refresh", "");
        for (int i = 0; i < texts.size(); i++) {
            String key = MODELS + "%05d.md".formatted(i);
            Model model = new Model(key, texts.get(i), row(key), entries(key));
            models.add(model);
            chunks += model.entries().size();
        }
    }

    private ObjectNode event(String key) {
        ObjectNode notification = Json.object();
        ObjectNode s3 = notification.putArray("Records").addObject().put("eventSource", "aws:s3").put("eventName", "ObjectCreated:Put")
                .putObject("s3");
        s3.putObject("bucket").put("name", stage.bucketName());
        s3.putObject("object").put("key", key);
        ObjectNode event = Json.object();
        ObjectNode message = event.putArray("Records").addObject().put("messageId", key).put("receiptHandle", key)
                .put("body", notification.toString()).put("eventSource", "aws:sqs")
                .put("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:engram-hints").put("awsRegion", "us-east-1");
        message.putObject("attributes").put("ApproximateReceiveCount", "1");
        message.putObject("messageAttributes");
        return event;
    }

    private ObjectNode row(String key) throws IOException, InterruptedException {
        ObjectNode request = Json.object().put("TableName", CATALOG);
        ObjectNode where = request.putObject("Key");
        where.putObject("document").put("S", WORKSPACE + "/" + key);
        where.putObject("kind").put("S", "document");
        JsonNode row = stage.dynamoDb().call("GetItem", request, SOON).path("Item");
        if (!row.path("status").path("S").asText().equals("INDEXED")) {
            throw Failure.failed("ingest did not index " + key);
        }
        return (ObjectNode) row;
    }

    private List<JsonNode> entries(String key) throws IOException, InterruptedException {
        ObjectNode search = Json.object().put("size", 100).put("version", true);
        search.putObject("query").putObject("term").put("sourcePath", key);
        List<JsonNode> found = new ArrayList<>();
        send("POST", "/" + ALIAS + "/_search", search.toString()).at("/hits/hits").forEach(found::add);
        if (found.isEmpty()) {
            throw Failure.failed("the index has nothing of " + key);
        }
        return found;
    }

    /// When each object was last modified, by its key.
    private Map<String, String> dates() throws IOException, InterruptedException {
        Map<String, String> dates = new LinkedHashMap<>();
        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            String token = next.get();
            String page = text(HttpRequest.newBuilder(URI.create(stage.listing() + "?list-type=2&prefix=" + WORKSPACE + "/"
                    + (token.isEmpty() ? "" : "&continuation-token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)))).GET());
            Matcher object = OBJECT.matcher(page);
            while (object.find()) {
                dates.put(object.group(1), object.group(2));
            }
            Matcher more = NEXT.matcher(page);
            next = more.find() ? Optional.of(more.group(1)) : Optional.empty();
        }
        return dates;
    }

    private void copy(Model model, String key, String date) throws IOException, InterruptedException {
        if (date == null) {
            throw Failure.failed("the bucket does not list " + key);
        }
        ObjectNode row = model.row().deepCopy();
        row.putObject("document").put("S", WORKSPACE + "/" + key);
        row.putObject("sourcePath").put("S", key);
        row.putObject("lastModified").put("S", date);
        rows.add(row);
        if (rows.size() == ROWS_AT_ONCE) {
            flushRows();
        }
        for (JsonNode entry : model.entries()) {
            ObjectNode source = ((ObjectNode) entry.path("_source")).deepCopy();
            source.put("sourcePath", key).put("document", source.path("document").asText().replace(model.key(), key));
            ObjectNode write = Json.object();
            write.putObject("index").put("_index", ALIAS).put("_id", key + "#" + source.path("slot").asInt())
                    .put("version", entry.path("_version").asLong()).put("version_type", "external");
            entries.append(write).append('\n').append(source).append('\n');
            entriesAtHand++;
            chunks++;
        }
        if (entriesAtHand >= ENTRIES_AT_ONCE) {
            flushEntries();
        }
    }

    private void flushRows() throws IOException, InterruptedException {
        if (rows.isEmpty()) {
            return;
        }
        ObjectNode request = Json.object();
        ArrayNode writes = request.putObject("RequestItems").putArray(CATALOG);
        rows.forEach(row -> writes.addObject().putObject("PutRequest").set("Item", row));
        Iterator<JsonNode> left = stage.dynamoDb().call("BatchWriteItem", request, SOON).path("UnprocessedItems").elements();
        if (left.hasNext()) {
            throw Failure.failed("the catalog did not take all rows");
        }
        rows.clear();
    }

    private void flushEntries() throws IOException, InterruptedException {
        if (entriesAtHand == 0) {
            return;
        }
        if (send("POST", "/_bulk", entries.toString()).path("errors").asBoolean(true)) {
            throw Failure.failed("the index did not take all entries");
        }
        entries.setLength(0);
        entriesAtHand = 0;
    }

    private JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
        return Json.read(text(HttpRequest.newBuilder(stage.index().resolve(path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))).getBytes(StandardCharsets.UTF_8));
    }

    private String text(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = stage.http().send(request.timeout(SOON).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw Failure.failed("%s answered %d".formatted(answer.uri().getPath(), answer.statusCode()));
        }
        return answer.body();
    }
}
