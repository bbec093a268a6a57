package engram.local.s3;

import engram.local.part.StartFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The SQS queue that notifications go to.
final class HintQueue {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI url;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private HintQueue(URI url) {
        this.url = url;
    }

    static HintQueue at(String url) {
        try {
            URI uri = URI.create(url);
            if ("http".equals(uri.getScheme()) && uri.getHost() != null) {
                return new HintQueue(uri);
            }
        } catch (IllegalArgumentException e) {
            throw new StartFailure("--queue-url is no URL: " + url, e);
        }
        throw new StartFailure("--queue-url must begin with http:// and a host: " + url);
    }

    /// @throws IOException if the queue did not take the message
    void send(String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("Action=SendMessage&Version=2012-11-05&MessageBody="
                        + URLEncoder.encode(body, StandardCharsets.UTF_8)))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode());
        }
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
