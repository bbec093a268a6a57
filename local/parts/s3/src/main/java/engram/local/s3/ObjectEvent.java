package engram.local.s3;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// A change of an object as S3 tells it: [event message structure](https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html).
///
/// @param name such as `ObjectCreated:Put`
/// @param state `"size":…,"eTag":…,` of an object that is there, else empty
record ObjectEvent(String name, Bucket bucket, String key, Instant time, String state) {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    static ObjectEvent created(String how, Bucket bucket, String key, Instant time, long size, String eTag) {
        String state = "\"size\":" + size + ",\"eTag\":\"" + bare(eTag) + "\",";
        return new ObjectEvent("ObjectCreated:" + how, bucket, key, time, state);
    }

    static ObjectEvent removed(Bucket bucket, String key, Instant time) {
        return new ObjectEvent("ObjectRemoved:Delete", bucket, key, time, "");
    }

    /// @param sequencer hexadecimal; of two events of one key the later one has the greater
    String toJson(String sequencer) {
        return """
                {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1","eventTime":"%s",\
                "eventName":"%s","userIdentity":{"principalId":"local"},"requestParameters":{"sourceIPAddress":"127.0.0.1"},\
                "responseElements":{"x-amz-request-id":"%s","x-amz-id-2":"%s"},"s3":{"s3SchemaVersion":"1.0",\
                "configurationId":"engram-local","bucket":{"name":"%s","ownerIdentity":{"principalId":"local"},\
                "arn":"arn:aws:s3:::%s"},"object":{"key":"%s",%s"sequencer":"%s"}}}]}"""
                .formatted(MILLIS.format(time), name, sequencer, sequencer, bucket.name(), bucket.name(),
                        encoded(key), state, sequencer);
    }

    /// As in a form: a space is `+`; slashes stay.
    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    }

    private static String bare(String eTag) {
        return eTag == null ? "" : eTag.replace("\"", "");
    }
}
