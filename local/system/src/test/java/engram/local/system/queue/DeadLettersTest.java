package engram.local.system.queue;

import static org.assertj.core.api.Assertions.assertThat;

import engram.local.system.AwsJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// On real queues.
class DeadLettersTest {

    private SQSRestServer server;
    private MessageQueue queue;
    private MessageQueue dead;
    private DeadLetters letters;

    @BeforeEach
    void queues() throws Exception {
        server = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
        var address = server.waitUntilStarted().localAddress();
        var sqs = AwsJson.sqs(HttpClient.newHttpClient(), URI.create("http://127.0.0.1:" + address.getPort()));
        queue = MessageQueue.create(sqs, "hints", Map.of());
        dead = MessageQueue.create(sqs, "dead", Map.of());
        letters = new DeadLetters(dead, queue);
    }

    @AfterEach
    void end() {
        server.stopAndGetFuture();
    }

    @Test
    void lookingLeavesThemThere() throws Exception {
        List<String> bodies = IntStream.range(0, 25).mapToObj(i -> "body " + i).toList();
        dead.send(bodies);

        assertThat(letters.all()).extracting(QueueMessage::body).containsExactlyInAnyOrderElementsOf(bodies);
        assertThat(letters.all()).extracting(QueueMessage::body).containsExactlyInAnyOrderElementsOf(bodies);
        assertThat(dead.depth().visible()).isEqualTo(25);
        assertThat(letters.all()).allSatisfy(letter -> {
            assertThat(letter.receives()).isPositive();
            assertThat(letter.sentAt()).isAfter("2026-01-01T00:00:00Z");
        });
    }

    @Test
    void whatIsRedrivenGoesBackToItsQueueAndTheRestStays() throws Exception {
        dead.send(List.of("one", "two", "three"));
        String two = id("two");

        assertThat(letters.redrive(two::equals)).isEqualTo(1);

        assertThat(queue.receive(10, Duration.ZERO)).extracting(QueueMessage::body).containsExactly("two");
        assertThat(letters.all()).extracting(QueueMessage::body).containsExactlyInAnyOrder("one", "three");
    }

    @Test
    void whatIsPurgedIsGone() throws Exception {
        dead.send(List.of("one", "two"));
        String one = id("one");

        assertThat(letters.purge(one::equals)).isEqualTo(1);
        assertThat(letters.all()).extracting(QueueMessage::body).containsExactly("two");
        assertThat(letters.purge(_ -> true)).isEqualTo(1);

        assertThat(dead.depth().all()).isZero();
        assertThat(queue.depth().all()).isZero();
    }

    @Test
    void ofNoneNothingHappens() throws Exception {
        assertThat(letters.all()).isEmpty();
        assertThat(letters.redrive(_ -> true)).isZero();
    }

    private String id(String body) throws Exception {
        return letters.all().stream().filter(letter -> letter.body().equals(body)).findFirst().orElseThrow().id();
    }
}
