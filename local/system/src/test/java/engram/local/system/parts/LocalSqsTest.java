package engram.local.system.parts;

import static engram.local.system.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class LocalSqsTest {
    private static EmbeddedServers servers;
    private static SqsClient sqs;

    @BeforeAll
    static void start() {
        servers = EmbeddedServers.start(Part.SQS);
        sqs = Clients.sqs(servers);
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @BeforeEach
    void empty() {
        for (String queue : List.of(servers.queueUrl(), servers.deadLetterQueueUrl())) {
            while (depth(queue) > 0) {
                sqs.receiveMessage(b -> b.queueUrl(queue).maxNumberOfMessages(10)).messages().forEach(message ->
                        sqs.deleteMessage(b -> b.queueUrl(queue).receiptHandle(message.receiptHandle())));
            }
        }
    }

    @Test
    void theQueueHasItsDeadLetterQueue() {
        assertThat(sqs.getQueueUrl(b -> b.queueName("engram-hints")).queueUrl()).isEqualTo(servers.queueUrl());
        assertThat(attribute(servers.queueUrl(), QueueAttributeName.REDRIVE_POLICY))
                .contains("arn:aws:sqs:us-east-1:000000000000:engram-hints-dlq")
                .contains("\"maxReceiveCount\":5");
    }

    @Test
    void aMessageThatNobodyDeletesIsInTheDeadLetterQueueAfterFiveReceives() {
        send("poison");
        for (int receive = 1; receive <= 5; receive++) {
            Message message = receiveAndGiveBack(servers.queueUrl());
            assertThat(message.attributes()).containsEntry(
                    MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, Integer.toString(receive));
        }
        assertThat(receive(servers.queueUrl())).isEmpty();
        assertThat(receive(servers.deadLetterQueueUrl())).extracting(Message::body).containsExactly("poison");
    }

    @Test
    void whatIsInTheDeadLetterQueueStaysThereAloneWhenTheServerIsKilled() {
        send("poison");
        for (int receive = 1; receive <= 5; receive++) {
            receiveAndGiveBack(servers.queueUrl());
        }
        assertThat(receive(servers.queueUrl())).isEmpty();
        for (int kill = 1; kill <= 2; kill++) {
            killAndRestart();
            assertThat(depth(servers.queueUrl())).isZero();
            assertThat(depth(servers.deadLetterQueueUrl())).isOne();
        }
        send("kept although a message was moved before");
        killAndRestart();
        assertThat(depth(servers.queueUrl())).isOne();
    }

    @Test
    void aDeletedMessageDoesNotComeBackWithARestart() {
        send("deleted");
        send("kept");
        Message first = receive(servers.queueUrl()).getFirst();
        sqs.deleteMessage(b -> b.queueUrl(servers.queueUrl()).receiptHandle(first.receiptHandle()));
        killAndRestart();
        assertThat(depth(servers.queueUrl())).isOne();
    }

    @Test
    void everyMessageThatWasAcknowledgedSurvivesAKillInTheMiddleOfSending() throws Exception {
        AtomicInteger acknowledged = new AtomicInteger();
        Thread sender = Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    send("x".repeat(1000));
                    acknowledged.incrementAndGet();
                }
            } catch (SdkException | java.io.UncheckedIOException e) {
                assertThat(servers.of(Part.SQS).alive()).isFalse();
            }
        });
        eventually("200 messages are sent", () -> acknowledged.get() > 200);
        servers.of(Part.SQS).kill();
        sender.join();
        servers.of(Part.SQS).restart();
        assertThat(depth(servers.queueUrl())).isBetween(acknowledged.get(), acknowledged.get() + 1);
    }

    private static void killAndRestart() {
        servers.of(Part.SQS).kill();
        servers.of(Part.SQS).restart();
        sqs.listQueues();
    }

    private static void send(String body) {
        sqs.sendMessage(b -> b.queueUrl(servers.queueUrl()).messageBody(body));
    }

    private static List<Message> receive(String queue) {
        return sqs.receiveMessage(b -> b.queueUrl(queue)
                .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                .waitTimeSeconds(1)).messages();
    }

    private static Message receiveAndGiveBack(String queue) {
        Message message = receive(queue).getFirst();
        sqs.changeMessageVisibility(b -> b.queueUrl(queue).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
        return message;
    }

    private static int depth(String queue) {
        return Integer.parseInt(attribute(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    private static String attribute(String queue, QueueAttributeName name) {
        return sqs.getQueueAttributes(b -> b.queueUrl(queue).attributeNames(name)).attributes().get(name);
    }
}
