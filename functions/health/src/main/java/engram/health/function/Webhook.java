package engram.health.function;

import engram.domain.TransientFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// A URL that JSON is posted to. Its path and query may be secret, so that messages name its host only.
record Webhook(URI url) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    Webhook {
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("ENGRAM_HEALTH_WEBHOOK is an http or https URL with a host");
        }
    }

    /// @throws TransientFailure if it was not taken for certain
    void post(String body) {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpRequest request = HttpRequest.newBuilder(url)
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build();
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status < 200 || status > 299) {
                throw new TransientFailure("webhook at %s answered %d: see ENGRAM_HEALTH_WEBHOOK".formatted(url.getHost(), status));
            }
        } catch (IOException e) {
            throw new TransientFailure(
                    "webhook at %s did not answer (%s): see ENGRAM_HEALTH_WEBHOOK"
                            .formatted(url.getHost(), e.getClass().getSimpleName()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure("webhook at %s was not waited for: interrupted".formatted(url.getHost()), e);
        }
    }
}
