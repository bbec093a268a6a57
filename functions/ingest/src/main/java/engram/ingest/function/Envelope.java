package engram.ingest.function;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/// What a message's body is. S3 writes its notifications to the queue itself, or through a topic of SNS, which wraps them; or
/// EventBridge does, in a form of its own. Whatever is none of these is not taken for a message that names nothing: that would
/// be to lose it without a word.
sealed interface Envelope {

    /// A notification in S3's own form.
    record Notification(String json) implements Envelope {}

    /// An event of EventBridge.
    ///
    /// @param key as it is: unlike a notification's it is not encoded
    record BridgeEvent(String bucket, String key, Instant time) implements Envelope {}

    /// What S3 sends when a notification is set up.
    record TestEvent() implements Envelope {}

    ObjectMapper JSON = new ObjectMapper();
    String TIME = "eventTime";

    /// @throws IllegalArgumentException if it is none of them
    static Envelope open(String body) {
        JsonNode root = read(body);
        return root.path("Type").asText().equals("Notification")
                ? inside(read(root.path("Message").asText()), root.path("Message").asText())
                : inside(root, body);
    }

    private static Envelope inside(JsonNode root, String json) {
        if (root.path("Records").isArray()) {
            return new Notification(withTimes(root, json));
        }
        if (root.path("Event").asText().equals("s3:TestEvent")) {
            return new TestEvent();
        }
        if (root.path("source").asText().equals("aws.s3")) {
            return new BridgeEvent(
                    text(root.path("detail").path("bucket").path("name")),
                    text(root.path("detail").path("object").path("key")),
                    Instant.parse(text(root.path("time"))));
        }
        throw new IllegalArgumentException("neither a notification of S3 nor an event of EventBridge about S3");
    }

    /// Without times that are none, as servers that are not S3 write them: what an event names counts without its time.
    private static String withTimes(JsonNode root, String json) {
        boolean whole = true;
        for (JsonNode event : root.path("Records")) {
            if (event instanceof ObjectNode fields && fields.has(TIME) && !isTime(fields.path(TIME).asText())) {
                fields.remove(TIME);
                whole = false;
            }
        }
        return whole ? json : root.toString();
    }

    private static boolean isTime(String text) {
        try {
            return Instant.parse(text).isAfter(Instant.MIN);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static String text(JsonNode field) {
        if (!field.isTextual() || field.asText().isEmpty()) {
            throw new IllegalArgumentException("an event of EventBridge about S3 lacks bucket, key or time");
        }
        return field.asText();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no JSON", e);
        }
    }
}
