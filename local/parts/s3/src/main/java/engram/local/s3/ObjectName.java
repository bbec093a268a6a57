package engram.local.s3;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Bucket and key of an object.
record ObjectName(String bucket, String key) {
    /// One line of ASCII, whatever the key.
    String toLine() {
        return bucket + "/" + URLEncoder.encode(key, StandardCharsets.UTF_8);
    }

    static ObjectName fromLine(String line) {
        int slash = line.indexOf('/');
        return new ObjectName(
                line.substring(0, slash), URLDecoder.decode(line.substring(slash + 1), StandardCharsets.UTF_8));
    }
}
