package engram.local.system.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.system.AwsJson;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// One SQS queue. Batches of any size: they are cut to SQS's ten a request.
public final class MessageQueue {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH = 10;
    private static final Duration SOON = Duration.ofSeconds(10);

    private final AwsJson sqs;
    private final String url;

    private MessageQueue(AwsJson sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    /// The queue of that name, made if it is not there.
    ///
    /// @param attributes SQS attributes by name; changed on a queue that is there
    public static MessageQueue create(AwsJson sqs, String name, Map<String, String> attributes)
            throws IOException, InterruptedException {
        ObjectNode create = JSON.createObjectNode().put("QueueName", name);
        String url;
        try {
            url = sqs.call("GetQueueUrl", create, SOON).path("QueueUrl").asText();
        } catch (AwsJson.ServiceError e) {
            if (!e.code().contains("NonExistentQueue") && !e.code().contains("QueueDoesNotExist")) {
                throw e;
            }
            create.set("Attributes", JSON.valueToTree(attributes));
            return new MessageQueue(sqs, sqs.call("CreateQueue", create, SOON).path("QueueUrl").asText());
        }
        var queue = new MessageQueue(sqs, url);
        if (!attributes.isEmpty()) {
            ObjectNode change = queue.request();
            change.set("Attributes", JSON.valueToTree(attributes));
            sqs.call("SetQueueAttributes", change, SOON);
        }
        return queue;
    }

    public String url() {
        return url;
    }

    public String name() {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    public Map<String, String> attributes() throws IOException, InterruptedException {
        return attributes(SOON);
    }

    private Map<String, String> attributes(Duration most) throws IOException, InterruptedException {
        ObjectNode request = request();
        request.putArray("AttributeNames").add("All");
        return strings(sqs.call("GetQueueAttributes", request, most).path("Attributes"));
    }

    /// How many messages there are, as SQS counts them: roughly.
    ///
    /// @param inFlight received, and neither deleted nor visible again
    public record Depth(long visible, long inFlight, long delayed) {
        public long all() {
            return visible + inFlight + delayed;
        }
    }

    public Depth depth() throws IOException, InterruptedException {
        return depth(SOON);
    }

    /// @param most how long the answer may take
    public Depth depth(Duration most) throws IOException, InterruptedException {
        Map<String, String> attributes = attributes(most);
        return new Depth(count(attributes, "ApproximateNumberOfMessages"),
                count(attributes, "ApproximateNumberOfMessagesNotVisible"),
                count(attributes, "ApproximateNumberOfMessagesDelayed"));
    }

    private static long count(Map<String, String> attributes, String name) {
        return Long.parseLong(attributes.getOrDefault(name, "0"));
    }

    /// Up to ten messages.
    ///
    /// @param wait how long to wait for the first, up to 20 s
    List<QueueMessage> receive(int most, Duration wait) throws IOException, InterruptedException {
        ObjectNode request = request()
                .put("MaxNumberOfMessages", Math.min(most, BATCH))
                .put("WaitTimeSeconds", Math.min(20, wait.toSeconds()));
        request.putArray("AttributeNames").add("All");
        request.putArray("MessageAttributeNames").add("All");
        var messages = new ArrayList<QueueMessage>();
        for (JsonNode message : sqs.call("ReceiveMessage", request, wait.plus(SOON)).path("Messages")) {
            messages.add(new QueueMessage(message.path("MessageId").asText(), message.path("ReceiptHandle").asText(),
                    message.path("Body").asText(), message.path("MD5OfBody").asText(),
                    strings(message.path("Attributes"))));
        }
        return messages;
    }

    public void send(List<String> bodies) throws IOException, InterruptedException {
        batches("SendMessageBatch", bodies, (entry, body) -> entry.put("MessageBody", body));
    }

    void delete(List<QueueMessage> messages) throws IOException, InterruptedException {
        batches("DeleteMessageBatch", messages, (entry, message) ->
                entry.put("ReceiptHandle", message.receiptHandle()));
    }

    /// Makes a received message receivable again.
    void returnAfter(QueueMessage message, Duration delay) throws IOException, InterruptedException {
        sqs.call("ChangeMessageVisibility", request().put("ReceiptHandle", message.receiptHandle())
                .put("VisibilityTimeout", delay.toSeconds()), SOON);
    }

    private <T> void batches(String operation, List<T> all, BiConsumer<ObjectNode, T> fill)
            throws IOException, InterruptedException {
        for (int from = 0; from < all.size(); from += BATCH) {
            ObjectNode request = request();
            ArrayNode entries = request.putArray("Entries");
            for (T each : all.subList(from, Math.min(all.size(), from + BATCH))) {
                fill.accept(entries.addObject().put("Id", Integer.toString(entries.size())), each);
            }
            JsonNode failed = sqs.call(operation, request, SOON).path("Failed");
            if (!failed.isEmpty()) {
                throw new IOException(operation + ": " + failed.size() + " of " + entries.size() + " failed, the first: "
                        + failed.path(0).path("Code").asText() + " " + failed.path(0).path("Message").asText());
            }
        }
    }

    private ObjectNode request() {
        return JSON.createObjectNode().put("QueueUrl", url);
    }

    private static Map<String, String> strings(JsonNode object) {
        var strings = new TreeMap<String, String>();
        object.properties().forEach(each -> strings.put(each.getKey(), each.getValue().asText()));
        return strings;
    }
}
