package engram.local.system.parts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/// Takes S3's notifications from the hint queue.
record HintsInbox(SqsClient sqs, String queueUrl) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// The next notifications, each without its envelope, oldest first.
    List<JsonNode> next(int count) throws JsonProcessingException {
        List<JsonNode> events = new ArrayList<>();
        Instant end = Instant.now().plus(PATIENCE);
        while (events.size() < count && Instant.now().isBefore(end)) {
            for (Message message : receive(Math.min(10, count - events.size()), 5)) {
                sqs.deleteMessage(b -> b.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
                new ObjectMapper().readTree(message.body()).get("Records").forEach(events::add);
            }
        }
        return events;
    }

    JsonNode one() throws JsonProcessingException {
        List<JsonNode> events = next(1);
        if (events.isEmpty()) {
            throw new AssertionError("no notification came within " + PATIENCE);
        }
        return events.getFirst();
    }

    List<Message> receive(int most, int waitSeconds) {
        return sqs.receiveMessage(b -> b.queueUrl(queueUrl).maxNumberOfMessages(most).waitTimeSeconds(waitSeconds))
                .messages();
    }

    void clear() {
        sqs.purgeQueue(b -> b.queueUrl(queueUrl));
    }
}
