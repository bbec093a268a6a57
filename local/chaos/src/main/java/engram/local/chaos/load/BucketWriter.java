package engram.local.chaos.load;

import engram.local.chaos.compare.Web;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/// Puts and deletes objects, and does not give up: what it was told to do is done when it returns.
final class BucketWriter implements AutoCloseable {

    private static final long PAUSE_MILLIS = 200;

    private final Web web = new Web(Duration.ofSeconds(20));
    private final String root;

    BucketWriter(URI endpoint, String bucket) {
        this.root = endpoint + "/" + bucket + "/";
    }

    /// @return the object's ETag
    String put(String key, byte[] body, String contentType, String revision) throws InterruptedException {
        return insist("PUT", key, Map.of("Content-Type", contentType, "x-amz-meta-revision", revision), body)
                .headers().firstValue("ETag").orElse("").replace("\"", "");
    }

    void delete(String key) throws InterruptedException {
        insist("DELETE", key, Map.of(), new byte[0]);
    }

    private HttpResponse<byte[]> insist(String method, String key, Map<String, String> headers, byte[] body)
            throws InterruptedException {
        URI uri = URI.create(root + Web.encode(key).replace("%2F", "/"));
        while (true) {
            try {
                return web.ask(method, uri, headers, body);
            } catch (IOException e) {
                // S3 is away or busy: a user would try again, too.
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    @Override
    public void close() {
        web.close();
    }
}
