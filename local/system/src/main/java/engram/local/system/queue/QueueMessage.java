package engram.local.system.queue;

import java.time.Instant;
import java.util.Map;

/// One received message.
///
/// @param attributes system attributes by their SQS names, such as `ApproximateReceiveCount`
public record QueueMessage(String id, String receiptHandle, String body, String md5, Map<String, String> attributes) {
    public QueueMessage {
        attributes = Map.copyOf(attributes);
    }

    /// How often it was received, this time included; 1 where the queue does not say.
    public int receives() {
        return Integer.parseInt(attributes.getOrDefault("ApproximateReceiveCount", "1"));
    }

    /// When it was sent; the beginning of 1970 where the queue does not say.
    public Instant sentAt() {
        return Instant.ofEpochMilli(Long.parseLong(attributes.getOrDefault("SentTimestamp", "0")));
    }
}
