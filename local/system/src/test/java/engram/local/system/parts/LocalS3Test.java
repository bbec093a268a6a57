package engram.local.system.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;

class LocalS3Test {
    private static final String BUCKET = EmbeddedServers.BUCKET;
    private static EmbeddedServers servers;
    private static S3Client s3;
    private static HintsInbox inbox;

    @BeforeAll
    static void start() {
        servers = EmbeddedServers.start(Part.S3, Part.SQS);
        s3 = Clients.s3(servers);
        SqsClient sqs = Clients.sqs(servers);
        inbox = new HintsInbox(sqs, servers.queueUrl());
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    /// Ends when the queue has nothing to tell any more.
    @BeforeEach
    void empty() throws Exception {
        List<String> all = s3.listObjectsV2(b -> b.bucket(BUCKET)).contents().stream().map(S3Object::key).toList();
        if (!all.isEmpty()) {
            deleteTogether(all);
        }
        String last = "last-" + System.nanoTime();
        s3.deleteObject(b -> b.bucket(BUCKET).key(last));
        while (!inbox.one().at("/s3/object/key").asText().equals(last)) {
            continue;
        }
    }

    @Test
    void aPutIsAMessageAsAwsWritesIt() throws Exception {
        String eTag = put("notes/a b+c%d ü😀.md", "hello").replace("\"", "");
        JsonNode event = inbox.one();
        assertThat(event.at("/eventName").asText()).isEqualTo("ObjectCreated:Put");
        assertThat(event.at("/eventSource").asText()).isEqualTo("aws:s3");
        assertThat(event.at("/eventVersion").asText()).isEqualTo("2.1");
        assertThat(event.at("/awsRegion").asText()).isEqualTo("us-east-1");
        assertThat(event.at("/eventTime").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(event.at("/s3/bucket/name").asText()).isEqualTo("engram");
        assertThat(event.at("/s3/bucket/arn").asText()).isEqualTo("arn:aws:s3:::engram");
        assertThat(event.at("/s3/object/key").asText()).isEqualTo("notes/a+b%2Bc%25d+%C3%BC%F0%9F%98%80.md");
        assertThat(event.at("/s3/object/size").asLong()).isEqualTo(5);
        assertThat(event.at("/s3/object/eTag").asText()).isEqualTo(eTag);
        assertThat(event.at("/s3/object/sequencer").asText()).matches("[0-9A-F]{16}");
    }

    @Test
    void aDeletionIsAMessageWithoutSizeAndETag() throws Exception {
        put("gone.md", "x");
        s3.deleteObject(b -> b.bucket(BUCKET).key("gone.md"));
        List<JsonNode> events = inbox.next(2);
        assertThat(names(events)).containsExactly("ObjectCreated:Put", "ObjectRemoved:Delete");
        assertThat(events.getLast().at("/s3/object").has("eTag")).isFalse();
        assertThat(events.getLast().at("/s3/object").has("size")).isFalse();
    }

    @Test
    void sequencersGrowOverARestart() throws Exception {
        put("grows.md", "1");
        put("grows.md", "2");
        restartS3();
        put("grows.md", "3");
        List<String> sequencers = inbox.next(3).stream().map(event -> event.at("/s3/object/sequencer").asText()).toList();
        assertThat(sequencers).hasSize(3).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aBulkDeletionIsAMessageForEachKey() throws Exception {
        put("bulk/1", "x");
        put("bulk/2", "x");
        inbox.next(2);
        deleteTogether(List.of("bulk/1", "bulk/2"));
        List<JsonNode> events = inbox.next(2);
        assertThat(names(events)).containsExactly("ObjectRemoved:Delete", "ObjectRemoved:Delete");
        assertThat(keys(events)).containsExactlyInAnyOrder("bulk/1", "bulk/2");
    }

    @Test
    void aCopyIsAMessageAboutItsDestination() throws Exception {
        put("from.md", "x");
        inbox.one();
        s3.copyObject(b -> b.sourceBucket(BUCKET).sourceKey("from.md").destinationBucket(BUCKET).destinationKey("to.md"));
        JsonNode event = inbox.one();
        assertThat(event.at("/eventName").asText()).isEqualTo("ObjectCreated:Copy");
        assertThat(event.at("/s3/object/key").asText()).isEqualTo("to.md");
    }

    @Test
    void aMultipartUploadIsOneMessage() throws Exception {
        byte[] five = new byte[5 << 20];
        String upload = s3.createMultipartUpload(b -> b.bucket(BUCKET).key("large")).uploadId();
        String first = s3.uploadPart(b -> b.bucket(BUCKET).key("large").uploadId(upload).partNumber(1),
                RequestBody.fromBytes(five)).eTag();
        String second = s3.uploadPart(b -> b.bucket(BUCKET).key("large").uploadId(upload).partNumber(2),
                RequestBody.fromString("end")).eTag();
        s3.completeMultipartUpload(b -> b.bucket(BUCKET).key("large").uploadId(upload).multipartUpload(m -> m.parts(
                CompletedPart.builder().partNumber(1).eTag(first).build(),
                CompletedPart.builder().partNumber(2).eTag(second).build())));
        put("after", "x");
        List<JsonNode> events = inbox.next(2);
        assertThat(names(events)).containsExactly("ObjectCreated:CompleteMultipartUpload", "ObjectCreated:Put");
        assertThat(events.getFirst().at("/s3/object/size").asLong()).isEqualTo(five.length + 3);
        assertThat(events.getFirst().at("/s3/object/eTag").asText()).endsWith("-2").doesNotContain("\"");
    }

    @Test
    void whatIsPutWhileTheQueueIsAwayIsToldWhenItIsBack() throws Exception {
        servers.of(Part.SQS).kill();
        put("queue/away.md", "x");
        servers.of(Part.SQS).restart();
        assertThat(inbox.one().at("/s3/object/key").asText()).isEqualTo("queue/away.md");
    }

    @Test
    void aKilledServerTellsAfterItsRestartWhatItCouldNotTellBefore() throws Exception {
        servers.of(Part.SQS).kill();
        put("killed/1", "x");
        put("killed/2", "x");
        servers.of(Part.S3).kill();
        servers.of(Part.SQS).restart();
        restartS3();
        assertThat(keys(inbox.next(2))).containsExactly("killed/1", "killed/2");
        assertThat(text("killed/2")).isEqualTo("x");
    }

    @Test
    void metadataAndContentTypeSurviveARestart() throws Exception {
        String value = "v".repeat(1900);
        s3.putObject(b -> b.bucket(BUCKET).key("meta.md").contentType("text/markdown; charset=utf-8")
                .metadata(Map.of("title", "A title", "long", value)), RequestBody.fromString("text"));
        restartS3();
        HeadObjectResponse head = s3.headObject(b -> b.bucket(BUCKET).key("meta.md"));
        assertThat(head.contentType()).isEqualTo("text/markdown; charset=utf-8");
        assertThat(head.metadata()).isEqualTo(Map.of("title", "A title", "long", value));
        assertThat(head.eTag()).isEqualTo("\"1cb251ec0d568de6a929b520c4aed8d1\"");
        assertThat(text("meta.md")).isEqualTo("text");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "plain.md", "with space.md", "plus+plus", "per%cent", "%2F", "ü/😀/日本語.md", "a/b/c/d/e/f/g", "folder/", "dots...md", ".hidden",
        "q?a=b&c#d", "quote\"'<>&;:@=,$!*()[]{}|^`~", "line\nbreak", "back\\slash"
    })
    void keysAreKeptAsTheyAre(String key) throws Exception {
        put(key, key.endsWith("/") ? "" : "content");
        assertThat(text(key)).isEqualTo(key.endsWith("/") ? "" : "content");
        assertThat(s3.listObjectsV2(b -> b.bucket(BUCKET)).contents()).extracting(S3Object::key).containsExactly(key);
        String told = inbox.one().at("/s3/object/key").asText();
        assertThat(java.net.URLDecoder.decode(told, StandardCharsets.UTF_8)).isEqualTo(key);
        s3.deleteObject(b -> b.bucket(BUCKET).key(key));
        inbox.one();
        assertThatThrownBy(() -> s3.headObject(b -> b.bucket(BUCKET).key(key))).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void aKeyOfMaximalLengthIsKept() throws Exception {
        String key = ("n".repeat(217) + "/").repeat(4) + "n".repeat(152);
        assertThat(key).hasSize(1024);
        put(key, "x");
        assertThat(text(key)).isEqualTo("x");
        assertThat(inbox.one().at("/s3/object/key").asText()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a//b", "/a", "a/../b", "a/..", "./a", "a/./b", "a//"})
    void aKeyThatIsNoPathIsRefused(String key) {
        assertThatThrownBy(() -> put(key, "x"))
                .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(400));
    }

    @Test
    void aNameOrKeyThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> put("n".repeat(219), "x")).hasMessageContaining("1 to 218 bytes");
        assertThatThrownBy(() -> put("n/".repeat(512) + "n", "x")).hasMessageContaining("1025 bytes");
    }

    @Test
    void anObjectIsNeverAFolder() throws Exception {
        put("one", "x");
        assertThatThrownBy(() -> put("one/two", "x")).hasMessageContaining("one is in the way");
        put("three/four", "x");
        assertThatThrownBy(() -> put("three", "x")).hasMessageContaining("three/ is in the way");
        assertThatThrownBy(() -> put("five/", "x")).hasMessageContaining("can have no content");
        s3.deleteObject(b -> b.bucket(BUCKET).key("one/"));
        assertThat(text("one")).isEqualTo("x");
        inbox.next(3);
    }

    private static String put(String key, String content) {
        return s3.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromString(content)).eTag();
    }

    /// The first request finds out that the connections of before are dead.
    private static void restartS3() {
        servers.of(Part.S3).restart();
        s3.headBucket(b -> b.bucket(BUCKET));
    }

    private static void deleteTogether(List<String> keys) {
        List<ObjectIdentifier> objects = keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
        s3.deleteObjects(b -> b.bucket(BUCKET).delete(d -> d.objects(objects)));
    }

    private static String text(String key) {
        return s3.getObjectAsBytes(b -> b.bucket(BUCKET).key(key)).asUtf8String();
    }

    private static List<String> names(List<JsonNode> events) {
        return events.stream().map(event -> event.at("/eventName").asText()).toList();
    }

    private static List<String> keys(List<JsonNode> events) {
        return events.stream().map(event -> event.at("/s3/object/key").asText()).toList();
    }
}
