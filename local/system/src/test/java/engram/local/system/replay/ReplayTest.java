package engram.local.system.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.system.AwsJson;
import engram.local.system.Journal;
import engram.local.system.parts.EmbeddedServers;
import engram.local.system.parts.Part;
import engram.local.system.queue.MessageQueue;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Real bucket, catalog and queue; the hints go to a queue of their own, which nobody else writes to.
class ReplayTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Journal SILENT = (who, line) -> { };
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static EmbeddedServers servers;
    private static HttpClient http;
    private static AwsJson sqs;
    private static AwsJson dynamoDb;
    private static CatalogTable catalog;
    private static int queues;
    private MessageQueue queue;

    @BeforeAll
    static void start() {
        servers = EmbeddedServers.start(Part.S3, Part.DYNAMODB);
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        sqs = AwsJson.sqs(http, servers.sqs());
        dynamoDb = AwsJson.dynamoDb(http, servers.dynamoDb());
        catalog = new CatalogTable(dynamoDb, "engram-catalog");
    }

    @AfterAll
    static void end() {
        servers.close();
        http.shutdownNow();
    }

    @BeforeEach
    void ownQueue() throws Exception {
        queue = MessageQueue.create(sqs, "replay-" + queues++, Map.of());
    }

    @Test
    void everyObjectAndEveryDocumentWithoutOneGetsAHint() throws Exception {
        put("a%20b/%C3%A4%2B%25.md");
        put("w/plain.md");
        document("w/plain.md", "INDEXED", 3);
        document("w/gone.md", "INDEXED", 4);
        document("w/long-gone.md", "DELETED", 0);

        new Replay(http, servers.s3(), "engram", catalog, queue, SILENT, at(NOW)).run();

        assertThat(hints()).containsExactlyInAnyOrder("ObjectCreated:Put a b/ä+%.md", "ObjectCreated:Put w/plain.md",
                "ObjectRemoved:Delete w/gone.md");
        assertThat(catalog.count()).isEqualTo(new CatalogTable.Counts(Map.of("INDEXED", 2L, "DELETED", 1L), 7));
    }

    @Test
    void aBucketOfMoreThanOnePageIsReadToItsEnd() throws Exception {
        for (int i = 0; i < 1_005; i++) {
            put("many/" + i);
        }
        var keys = new ArrayList<String>();

        new ObjectKeys(http, servers.s3(), "engram").each(keys::addAll);

        assertThat(keys).filteredOn(key -> key.startsWith("many/")).hasSize(1_005).doesNotHaveDuplicates();
        for (int i = 0; i < 1_005; i++) {
            delete("many/" + i);
        }
    }

    @Test
    void theUnsettledAreCountedWithTheOldest() throws Exception {
        assertThat(catalog.unsettled()).isEqualTo(new CatalogTable.Unsettled(0, Optional.empty()));
        lease("w/held.md", NOW.plusSeconds(1));
        lease("w/dead.md", NOW.minusSeconds(1));

        assertThat(catalog.unsettled()).isEqualTo(
                new CatalogTable.Unsettled(2, Optional.of(NOW.minusSeconds(1))));
        forget("w/held.md");
        forget("w/dead.md");
    }

    private List<String> hints() throws Exception {
        var hints = new ArrayList<String>();
        JsonNode messages;
        do {
            messages = sqs.call("ReceiveMessage", JSON.createObjectNode().put("QueueUrl", queue.url())
                    .put("MaxNumberOfMessages", 10), Duration.ofSeconds(10)).path("Messages");
            for (JsonNode message : messages) {
                JsonNode event = JSON.readTree(message.path("Body").asText()).path("Records").path(0);
                assertThat(event.path("s3").path("bucket").path("name").asText()).isEqualTo("engram");
                hints.add(event.path("eventName").asText() + " " + URLDecoder.decode(
                        event.path("s3").path("object").path("key").asText(), StandardCharsets.UTF_8));
            }
        } while (!messages.isEmpty());
        return hints;
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private static void put(String key) throws Exception {
        send(HttpRequest.newBuilder(object(key)).PUT(BodyPublishers.ofString("text")));
    }

    private static void delete(String key) throws Exception {
        send(HttpRequest.newBuilder(object(key)).DELETE());
    }

    private static URI object(String key) {
        return URI.create(servers.s3() + "/engram/" + key);
    }

    private static void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        assertThat(http.send(request.build(), BodyHandlers.ofString()).statusCode()).isIn(200, 204);
    }

    private static void document(String path, String status, int chunks) throws Exception {
        ObjectNode item = key(path, "document");
        item.putObject("workspace").put("S", "w");
        item.putObject("sourcePath").put("S", path);
        item.putObject("status").put("S", status);
        item.putObject("chunks").put("N", Integer.toString(chunks));
        putItem(item);
    }

    private static void lease(String path, Instant since) throws Exception {
        ObjectNode item = key(path, "lease");
        item.putObject("path").put("S", path);
        item.putObject("unsettled").put("S", "0");
        item.putObject("unsettledSince").put("N", Long.toString(since.toEpochMilli()));
        putItem(item);
    }

    private static void forget(String path) throws Exception {
        dynamoDb.call("DeleteItem", JSON.createObjectNode().put("TableName", "engram-catalog")
                .set("Key", key(path, "lease")), Duration.ofSeconds(10));
    }

    private static ObjectNode key(String path, String kind) {
        ObjectNode key = JSON.createObjectNode();
        key.putObject("document").put("S", path);
        key.putObject("kind").put("S", kind);
        return key;
    }

    private static void putItem(ObjectNode item) throws Exception {
        dynamoDb.call("PutItem", JSON.createObjectNode().put("TableName", "engram-catalog").set("Item", item),
                Duration.ofSeconds(10));
    }
}
