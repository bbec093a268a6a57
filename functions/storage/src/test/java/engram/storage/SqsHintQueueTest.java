package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.storage.circuit.Store;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class SqsHintQueueTest {

    private static final SqsClient CLIENT = Servers.sqs(Servers.get().sqs());
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00.123456Z"), ZoneOffset.UTC);

    private String url;
    private SqsHintQueue queue;

    @BeforeEach
    void create() {
        url = CLIENT.createQueue(ask -> ask.queueName("hints-" + System.nanoTime())).queueUrl();
        queue = new SqsHintQueue(CLIENT, url, "engram", CLOCK, Servers.circuit(Store.QUEUE));
    }

    @Test
    void eachPathIsOneMessageInTheFormOfAnS3Event() {
        queue.send(List.of(new SourcePath("w/a b+c%20/ä😀\"\\.md")));

        JsonNode event = JsonNode.parser()
                .parse(received(1).getFirst())
                .asObject()
                .get("Records")
                .asArray()
                .getFirst();

        assertThat(text(event, "eventSource")).isEqualTo("engram:hint");
        assertThat(text(event, "eventName")).isEqualTo("Hint");
        assertThat(text(event, "eventTime")).isEqualTo("2026-11-21T12:00:00.123Z");
        assertThat(text(event, "s3", "bucket", "name")).isEqualTo("engram");
        assertThat(text(event, "s3", "object", "key"))
                .isEqualTo("w/a+b%2Bc%2520/%C3%A4%F0%9F%98%80%22%5C.md");
    }

    @Test
    void anyNumberOfPathsIsSentEachOnce() {
        List<SourcePath> paths =
                IntStream.range(0, 33).mapToObj(i -> new SourcePath("w/" + i + ".md")).toList();

        queue.send(Stream.concat(paths.stream(), paths.stream()).toList());

        assertThat(received(33).stream().map(SqsHintQueueTest::key)).containsExactlyInAnyOrderElementsOf(
                paths.stream().map(SourcePath::key).toList());
    }

    /// Those that somebody works on do not wait.
    @Test
    void itIsToldHowManyMessagesWait() {
        assertThat(queue.waiting()).isZero();

        queue.send(IntStream.range(0, 12).mapToObj(i -> new SourcePath("w/" + i + ".md")).toList());
        assertThat(queue.waiting()).isEqualTo(12);

        int received = CLIENT.receiveMessage(ask -> ask.queueUrl(url).maxNumberOfMessages(10)).messages().size();
        assertThat(received).isPositive();
        assertThat(queue.waiting()).isEqualTo(12 - received);
    }

    @Test
    void nothingToSendIsFine() {
        queue.send(List.of());

        assertThat(CLIENT.receiveMessage(ask -> ask.queueUrl(url)).messages()).isEmpty();
    }

    @Test
    void aMissingQueueIsAFailureThatSaysWhatToDo() {
        SqsHintQueue missing = new SqsHintQueue(CLIENT, url + "-missing", "engram", CLOCK, Servers.circuit(Store.QUEUE));

        assertThatThrownBy(() -> missing.send(List.of(new SourcePath("w/a.md"))))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining(url + "-missing")
                .hasMessageContaining("set ENGRAM_QUEUE_URL");
        assertThatThrownBy(missing::waiting)
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining(url + "-missing")
                .hasMessageContaining("sqs:GetQueueAttributes");
    }

    private List<String> received(int count) {
        List<String> bodies = new ArrayList<>();
        Instant deadline = Instant.now().plusSeconds(30);
        while (bodies.size() < count && Instant.now().isBefore(deadline)) {
            for (Message message : CLIENT.receiveMessage(
                            ask -> ask.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1))
                    .messages()) {
                bodies.add(message.body());
                CLIENT.deleteMessage(done -> done.queueUrl(url).receiptHandle(message.receiptHandle()));
            }
        }
        return bodies;
    }

    private static String key(String body) {
        JsonNode event = JsonNode.parser().parse(body).asObject().get("Records").asArray().getFirst();
        return URLDecoder.decode(text(event, "s3", "object", "key"), StandardCharsets.UTF_8);
    }

    private static String text(JsonNode node, String... names) {
        JsonNode at = node;
        for (String name : names) {
            Map<String, JsonNode> fields = at.asObject();
            at = fields.get(name);
        }
        return at.asString();
    }
}
