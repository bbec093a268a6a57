package engram.local.system.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a function gets for a batch of messages, and what its answer means.
final class BatchEvent {

    private static final ObjectMapper JSON = new ObjectMapper();

    private BatchEvent() {
    }

    /// The event of an SQS event source mapping.
    static byte[] of(List<QueueMessage> batch, String queue, String region) {
        var event = JSON.createObjectNode();
        ArrayNode each = event.putArray("Records");
        for (QueueMessage message : batch) {
            var entry = each.addObject()
                    .put("messageId", message.id())
                    .put("receiptHandle", message.receiptHandle())
                    .put("body", message.body());
            entry.set("attributes", JSON.valueToTree(message.attributes()));
            entry.putObject("messageAttributes");
            entry.put("md5OfBody", message.md5())
                    .put("eventSource", "aws:sqs")
                    .put("eventSourceARN", "arn:aws:sqs:" + region + ":000000000000:" + queue)
                    .put("awsRegion", region);
        }
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The messages that the answer reports as failed. Nothing, `null`, `{}`, and a null or empty list mean none;
    /// an answer that is not JSON, an identifier that is empty, null, missing, or not of this batch mean all of them
    /// (AWS: "Reporting batch item failures").
    static List<QueueMessage> failed(byte[] answer, List<QueueMessage> batch) {
        JsonNode failures;
        try {
            failures = JSON.readTree(answer).path("batchItemFailures");
        } catch (IOException e) {
            return batch;
        }
        if (failures.isMissingNode() || failures.isNull()) {
            return List.of();
        }
        if (!failures.isArray()) {
            return batch;
        }
        Map<String, QueueMessage> byId = new LinkedHashMap<>();
        batch.forEach(message -> byId.put(message.id(), message));
        var failed = new ArrayList<QueueMessage>();
        for (JsonNode failure : failures) {
            QueueMessage message = byId.get(failure.path("itemIdentifier").asText(""));
            if (message == null) {
                return batch;
            }
            if (!failed.contains(message)) {
                failed.add(message);
            }
        }
        return failed;
    }
}
