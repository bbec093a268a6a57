package engram.local.system.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/// A message that a key may have changed, in the form that S3 sends.
public record Hint(String key, boolean there) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// The keys that an event of S3 names, each once; none if it is something else.
    public static Set<String> keys(String body) {
        Set<String> keys = new TreeSet<>();
        try {
            for (JsonNode entry : JSON.readTree(body).path("Records")) {
                String key = entry.at("/s3/object/key").asText();
                if (!key.isEmpty()) {
                    keys.add(URLDecoder.decode(key, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            return Set.of();
        }
        return keys;
    }

    public String body(String bucket, Instant at) {
        ObjectNode event = JSON.createObjectNode();
        ObjectNode entry = event.putArray("Records").addObject()
                .put("eventVersion", "2.1")
                .put("eventSource", "aws:s3")
                .put("awsRegion", "us-east-1")
                .put("eventTime", at.toString())
                .put("eventName", there ? "ObjectCreated:Put" : "ObjectRemoved:Delete");
        entry.putObject("userIdentity").put("principalId", "local");
        entry.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
        entry.putObject("responseElements");
        ObjectNode s3 = entry.putObject("s3").put("s3SchemaVersion", "1.0").put("configurationId", "engram-replay");
        ObjectNode named = s3.putObject("bucket").put("name", bucket);
        named.putObject("ownerIdentity").put("principalId", "local");
        named.put("arn", "arn:aws:s3:::" + bucket);
        s3.putObject("object")
                .put("key", URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/"))
                .put("sequencer", Long.toHexString(at.toEpochMilli()));
        return event.toString();
    }
}
