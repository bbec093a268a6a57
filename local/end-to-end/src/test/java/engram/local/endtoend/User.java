package engram.local.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.system.Description;
import engram.local.system.parts.Unchecked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Somebody who puts documents into the bucket and asks the API, by HTTP alone.
final class User {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Description system;
    private final HttpClient http = HttpClient.newHttpClient();

    User(Description system) {
        this.system = system;
    }

    void put(String key, String text) {
        put(key, text.getBytes(StandardCharsets.UTF_8), "application/octet-stream");
    }

    void put(String key, byte[] bytes, String contentType) {
        HttpResponse<String> answer = send(signed(object(key))
                .header("content-type", contentType)
                .PUT(BodyPublishers.ofByteArray(bytes)));
        require(answer.statusCode() == 200, "PUT " + key, answer);
    }

    void delete(String key) {
        HttpResponse<String> answer = send(signed(object(key)).DELETE());
        require(answer.statusCode() == 204, "DELETE " + key, answer);
    }

    private static HttpRequest.Builder signed(URI object) {
        return signed(object, "s3");
    }

    /// Emulators of AWS keep what has no signature from objects that exist, and find out by it which service is meant; nobody checks it.
    private static HttpRequest.Builder signed(URI at, String service) {
        return HttpRequest.newBuilder(at).header("Authorization", Unchecked.authorization(service));
    }

    /// Sends a message to the queue as it is.
    void send(String body) {
        HttpResponse<String> answer = send(signed(URI.create(system.sqs().queueUrl()), "sqs")
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("Action=SendMessage&MessageBody="
                        + URLEncoder.encode(body, StandardCharsets.UTF_8))));
        require(answer.statusCode() == 200, "SendMessage", answer);
    }

    /// Invokes a function with an event; what came of it and what it took.
    JsonNode invoke(String function, byte[] event) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(system.url().resolve("/_local/functions/" + function + "?report"))
                .POST(BodyPublishers.ofByteArray(event)));
        require(answer.statusCode() == 200, "invoking " + function, answer);
        return parse(answer);
    }

    /// Waits until the document is as it should be, and returns it.
    JsonNode await(String workspace, String key, Predicate<JsonNode> state) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        HttpResponse<String> answer = document(workspace, key);
        while (answer.statusCode() != 200 || !state.test(parse(answer))) {
            require(System.nanoTime() < end, "waiting for " + key, answer);
            pause();
            answer = document(workspace, key);
        }
        return parse(answer);
    }

    JsonNode awaitStatus(String workspace, String key, String status) {
        return await(workspace, key, document ->
                document.path("status").asText().equals(status) && !document.path("underWay").asBoolean());
    }

    HttpResponse<String> document(String workspace, String key) {
        return send(HttpRequest.newBuilder(
                system.url().resolve("/v1/workspaces/" + encoded(workspace) + "/documents/" + encoded(key))));
    }

    /// @return the answer's status
    int deleteByApi(String workspace, String key) {
        return send(HttpRequest.newBuilder(
                        system.url().resolve("/v1/workspaces/" + encoded(workspace) + "/documents/" + encoded(key)))
                .DELETE()).statusCode();
    }

    /// The first page of a workspace's documents.
    JsonNode list(String workspace) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(
                system.url().resolve("/v1/workspaces/" + encoded(workspace) + "/documents")));
        require(answer.statusCode() == 200, "list", answer);
        return parse(answer);
    }

    JsonNode search(String workspace, String question, String mode) {
        String body = JSON.createObjectNode().put("query", question).put("mode", mode).put("k", 10).toString();
        HttpResponse<String> answer = send(HttpRequest.newBuilder(
                        system.url().resolve("/v1/workspaces/" + encoded(workspace) + "/search"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        require(answer.statusCode() == 200, "search", answer);
        return parse(answer);
    }

    List<String> texts(String workspace, String question, String mode) {
        return StreamSupport.stream(search(workspace, question, mode).path("hits").spliterator(), false)
                .map(hit -> hit.path("text").asText())
                .toList();
    }

    /// What the operator's page says of the system.
    JsonNode status() {
        return parse(send(HttpRequest.newBuilder(system.url().resolve("/_local/status"))));
    }

    /// Waits until that page, whose figures are some seconds old, is as it should be.
    void awaitPage(Predicate<JsonNode> state) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (JsonNode page = status(); !state.test(page); page = status()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the operator's page stays as it is: " + page);
            }
            pause();
        }
    }

    /// Has the workspace walked over and repaired, again and again, until the walk finds what it should.
    JsonNode awaitWalk(String workspace, Predicate<JsonNode> found) {
        return awaitWalk(workspace, true, found);
    }

    /// Waits until a walk, which repairs nothing, finds bucket, catalog and index equal.
    void awaitEqual(String workspace) {
        awaitWalk(workspace, false, walked -> walked.path("inFlight").asInt() == 0 && walked.path("differences").isEmpty());
    }

    JsonNode awaitWalk(String workspace, boolean repair, Predicate<JsonNode> found) {
        String order = JSON.createObjectNode().put("task", "reconcile").put("workspace", workspace).put("repair", repair)
                .put("owner", "a user").put("seconds", 20).toString();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(system.url().resolve("/_local/reconcile"))
                    .POST(BodyPublishers.ofString(order)));
            JsonNode walked = answer.statusCode() == 200 ? parse(answer).path("walked") : JSON.createObjectNode();
            if (walked.path("ended").asBoolean() && found.test(walked)) {
                return walked;
            }
            require(System.nanoTime() < end, "walking over " + workspace, answer);
            pause();
        }
    }

    /// Whether the bucket has an object there.
    boolean hasObject(String bucket, String key) {
        return send(signed(URI.create(system.s3().endpoint() + "/" + bucket + "/" + encoded(key)))
                        .method("HEAD", BodyPublishers.noBody()))
                .statusCode() == 200;
    }

    /// Puts an object into another bucket than the documents'.
    void putInto(String bucket, String key, String text) {
        HttpResponse<String> answer = send(signed(
                        URI.create(system.s3().endpoint() + "/" + bucket + (key.isEmpty() ? "" : "/" + encoded(key))))
                .PUT(BodyPublishers.ofString(text)));
        require(answer.statusCode() == 200, "PUT " + bucket + "/" + key, answer);
    }

    /// Invokes a function, and requires that it does what it is told.
    JsonNode invoke(String function, String event) {
        HttpResponse<String> answer = invocation(function, event);
        require(answer.statusCode() == 200, function + " " + event, answer);
        return parse(answer);
    }

    HttpResponse<String> invocation(String function, String event) {
        return send(HttpRequest.newBuilder(system.url().resolve("/_local/functions/" + function))
                .POST(BodyPublishers.ofString(event)));
    }

    /// Has these documents made anew and compared, until all of them could be, and differ so.
    JsonNode awaitVerified(boolean repair, JsonNode differences, String... keys) {
        ObjectNode order = JSON.createObjectNode().put("repair", repair);
        for (String key : keys) {
            order.withArray("paths").add(key);
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            HttpResponse<String> answer = invocation("verify", order.toString());
            JsonNode verified = answer.statusCode() == 200 ? parse(answer) : JSON.createObjectNode();
            if (verified.path("documents").asInt() == keys.length && verified.path("differences").equals(differences)) {
                return verified;
            }
            require(System.nanoTime() < end, "verifying", answer);
            pause();
        }
    }

    /// Waits until `GET /v1/health` tells of so many differences.
    void awaitDrift(long drift) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            HttpResponse<String> page = send(HttpRequest.newBuilder(system.url().resolve("/v1/health")));
            JsonNode seen = parse(page).path("reconcile").path("drift");
            if (seen.isNumber() && seen.asLong() == drift) {
                return;
            }
            require(System.nanoTime() < end, "waiting for a drift of " + drift, page);
            pause();
        }
    }

    /// Sends a request straight to OpenSearch.
    JsonNode index(String method, String path, String body) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(
                        URI.create(system.opensearch().endpoint() + path))
                .header("content-type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
        require(answer.statusCode() < 300, method + " " + path, answer);
        return parse(answer);
    }

    private URI object(String key) {
        return URI.create(system.s3().endpoint() + "/" + system.s3().bucket() + "/" + encoded(key));
    }

    private static String encoded(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parse(HttpResponse<String> answer) {
        return json(answer.body());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void require(boolean holds, String what, HttpResponse<String> answer) {
        if (!holds) {
            throw new AssertionError(what + ": " + answer.statusCode() + " " + answer.body());
        }
    }
}
