package engram.health.function;

import engram.domain.TransientFailure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        try {
            HttpRequest request = HttpRequest.newBuilder(url)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build();
            // The whole answer in time: a request's own timeout ends with the answer's head.
            int status = client.sendAsync(request, BodyHandlers.discarding())
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .statusCode();
            if (status < 200 || status > 299) {
                throw new TransientFailure("webhook at %s answered %d: see ENGRAM_HEALTH_WEBHOOK".formatted(url.getHost(), status));
            }
        } catch (ExecutionException e) {
            throw silent(e.getCause());
        } catch (TimeoutException e) {
            throw silent(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure("webhook at %s was not waited for: interrupted".formatted(url.getHost()), e);
        } finally {
            client.shutdownNow();
        }
    }

    private TransientFailure silent(Throwable cause) {
        return new TransientFailure(
                "webhook at %s did not answer (%s): see ENGRAM_HEALTH_WEBHOOK"
                        .formatted(url.getHost(), cause.getClass().getSimpleName()),
                cause);
    }
}
