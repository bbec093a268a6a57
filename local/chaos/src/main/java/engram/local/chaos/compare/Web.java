package engram.local.chaos.compare;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// Plain HTTP to this machine.
public final class Web implements AutoCloseable {

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private final Duration most;

    /// @param most time for an answer
    public Web(Duration most) {
        this.most = most;
    }

    HttpClient client() {
        return client;
    }

    /// The answer, whatever its status.
    public HttpResponse<byte[]> send(String method, URI uri, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri).timeout(most).method(method, body.length == 0
                ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /// @throws IOException unless the answer is a success
    public HttpResponse<byte[]> ask(String method, URI uri, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send(method, uri, headers, body);
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(method + " " + uri.getPath() + " was answered with " + answer.statusCode());
        }
        return answer;
    }

    /// Percent-encodes everything but unreserved characters.
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
