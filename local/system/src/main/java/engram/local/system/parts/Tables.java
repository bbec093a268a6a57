package engram.local.system.parts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes the tables that `infra` describes in a DynamoDB on this machine.
public final class Tables {
    private static final Pattern NAME = Pattern.compile("\"TableName\"\\s*:\\s*\"([A-Za-z0-9_.-]+)\"");

    private final URI endpoint;

    public Tables(URI endpoint) {
        this.endpoint = endpoint;
    }

    /// Makes the tables `engram-catalog` and `engram-embeddings` as `infra/*-table.json` say, each with expiry by the
    /// attribute `expiresAt`. Those that are there already stay as they are.
    public void create(Installation installation) {
        Path infra = installation.root().resolve("infra");
        for (String file : new String[] {"catalog-table.json", "embeddings-table.json"}) {
            create(infra.resolve(file));
        }
    }

    private void create(Path file) {
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            String request = Files.readString(file);
            call(client, "CreateTable", request, "ResourceInUseException");
            call(client, "UpdateTimeToLive", """
                    {"TableName":"%s","TimeToLiveSpecification":{"AttributeName":"expiresAt","Enabled":true}}"""
                    .formatted(name(file, request)), "TimeToLive is already enabled");
        } catch (IOException e) {
            throw new PartFailure("the table of " + file + " could not be made: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailure("the table of " + file + " was not waited for: interrupted", e);
        }
    }

    private static String name(Path file, String request) {
        Matcher matcher = NAME.matcher(request);
        if (!matcher.find()) {
            throw new PartFailure(file + " has no TableName");
        }
        return matcher.group(1);
    }

    private void call(HttpClient client, String action, String body, String fine)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofSeconds(30))
                .header("X-Amz-Target", "DynamoDB_20120810." + action)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("Authorization", Unchecked.authorization("dynamodb"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200 && !response.body().contains(fine)) {
            throw new IOException(action + ": " + response.body());
        }
    }
}
