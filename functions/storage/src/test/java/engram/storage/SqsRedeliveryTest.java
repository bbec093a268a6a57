package engram.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.Redelivery;
import engram.domain.Redelivery.Receipt;
import engram.domain.TransientFailure;
import engram.storage.circuit.Store;
import engram.testing.contract.RedeliveryContract;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SqsRedeliveryTest extends RedeliveryContract {

    private static final SqsClient CLIENT = Servers.sqs(Servers.get().sqs());

    private String url;

    @BeforeEach
    void create() {
        url = CLIENT.createQueue(ask -> ask.queueName("redelivery-" + System.nanoTime())
                        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(KEPT.toSeconds()))))
                .queueUrl();
    }

    @Test
    void aMissingQueueIsAFailureThatSaysWhatToDo() {
        SqsRedelivery missing = new SqsRedelivery(CLIENT, url + "-missing", Servers.circuit(Store.QUEUE));

        assertThatThrownBy(() -> missing.later(Map.of(new Receipt("r"), Duration.ZERO)))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining(url + "-missing")
                .hasMessageContaining("sqs:ChangeMessageVisibility");
    }

    @Test
    @Timeout(120)
    void aQueueThatDoesNotAnswerIsNotWaitedForUntilTheInvocationIsOver() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (FakeServer silent = new FakeServer(_ -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        })) {
            SqsRedelivery waiting = new SqsRedelivery(Servers.sqs(silent.endpoint()), url, Servers.circuit(Store.QUEUE));

            assertThatThrownBy(() -> waiting.later(Map.of(new Receipt("r"), Duration.ZERO)))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageContaining("2000 millis");
        }
    }

    @Override
    protected Redelivery redelivery() {
        return new SqsRedelivery(CLIENT, url, Servers.circuit(Store.QUEUE));
    }

    @Override
    protected void send(String body) {
        CLIENT.sendMessage(send -> send.queueUrl(url).messageBody(body));
    }

    @Override
    protected Map<String, Receipt> receive() {
        Map<String, Receipt> received = new LinkedHashMap<>();
        CLIENT.receiveMessage(ask -> ask.queueUrl(url).maxNumberOfMessages(10))
                .messages()
                .forEach(message -> received.put(message.body(), new Receipt(message.receiptHandle())));
        return received;
    }

    @Override
    protected Set<String> receiveUntil(String body) {
        Set<String> received = new HashSet<>();
        Instant deadline = Instant.now().plusSeconds(60);
        while (Instant.now().isBefore(deadline)) {
            CLIENT.receiveMessage(ask -> ask.queueUrl(url).waitTimeSeconds(1).maxNumberOfMessages(10))
                    .messages()
                    .forEach(message -> received.add(message.body()));
            if (received.contains(body)) {
                return received;
            }
        }
        throw new AssertionError(body + " does not come again");
    }
}
