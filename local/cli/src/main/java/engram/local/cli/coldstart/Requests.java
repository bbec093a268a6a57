package engram.local.cli.coldstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.Failure;
import engram.local.cli.measure.GeneratedPages;
import engram.local.cli.remote.Bucket;
import engram.local.cli.remote.Json;
import engram.local.system.lambda.FunctionSpec;
import engram.local.system.lambda.Outcome;
import engram.local.system.parts.EmbeddedServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What functions are asked here: for each the simplest event that makes it do what it is there for, from `events/` as far as these name
/// nothing of their own.
final class Requests {

    static final String WORKSPACE = "bench";

    private final Path events;
    private final Bucket bucket;
    private final GeneratedPages pages;
    private int documents;

    Requests(Path events, Bucket bucket, GeneratedPages pages) {
        this.events = events;
        this.bucket = bucket;
        this.pages = pages;
    }

    /// The first request of a new process. For `ingest` that is a new document of one chunk, for `query` a hybrid search.
    byte[] first(FunctionSpec function) throws IOException {
        return switch (function.name()) {
            case "hello" -> "\"you\"".getBytes(StandardCharsets.UTF_8);
            case "ingest" -> change();
            case "verify" -> Json.bytes(verification());
            case "query" -> search("hybrid");
            case "reconcile" -> event("reconcile-settle");
            case "retention" -> event("retention-sweep");
            case "health" -> event("health-page");
            default -> throw new IllegalArgumentException("nothing is known to ask " + function.name());
        };
    }

    /// What a process is asked whose AOT cache is to know what later ones will need.
    List<byte[]> training(FunctionSpec function) throws IOException {
        List<byte[]> asked = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            asked.add(first(function));
        }
        switch (function.name()) {
            case "ingest" -> {
                asked.add(change("html", "text/html", "<html><body><h1>%s</h1><p>%s</p></body></html>"));
                asked.add(change("txt", "text/plain", "%s\n\n%s\n"));
            }
            case "query" -> {
                asked.add(search("semantic"));
                asked.add(search("lexical"));
                asked.add(get("documents"));
            }
            case "reconcile" -> {
                asked.add(event("reconcile-go-on"));
                asked.add(Json.bytes(Json.object().put("task", "reconcile").put("workspace", WORKSPACE).put("owner", "training").put("seconds", 5)));
            }
            case "health" -> {
                asked.add(event("health-schedule"));
                asked.add(event("health-ready"));
            }
            default -> asked.add(first(function));
        }
        return asked;
    }

    /// Whether the outcome of the first request is what it should be.
    ///
    /// @throws Failure that says what it is instead
    static void requireAnswered(FunctionSpec function, Outcome outcome) throws IOException {
        if (!(outcome instanceof Outcome.Returned(byte[] body))) {
            throw Failure.failed(function.name() + " " + outcome.line());
        }
        JsonNode answer = Json.read(body);
        if (function.handler().equals(FunctionSpec.HTTP) && answer.path("statusCode").asInt() != 200) {
            throw Failure.failed(function.name() + " answered with status " + answer.path("statusCode").asInt());
        }
        if (!answer.path("batchItemFailures").isEmpty()) {
            throw Failure.failed(function.name() + " could not index a document");
        }
    }

    /// A new object, and the event that tells of it.
    byte[] change() throws IOException {
        return change("md", "text/markdown", "# %s\n\n%s\n");
    }

    private byte[] change(String type, String contentType, String form) throws IOException {
        String key = WORKSPACE + "/%05d.".formatted(documents++) + type;
        bucket.put(key, form.formatted(pages.question(), pages.paragraphs(1).getFirst()).getBytes(StandardCharsets.UTF_8), contentType);
        return Json.bytes(notification(key));
    }

    private static ObjectNode notification(String key) {
        ObjectNode notification = Json.object();
        ObjectNode s3 = notification.putArray("Records").addObject().put("eventSource", "aws:s3").put("eventName", "ObjectCreated:Put")
                .putObject("s3");
        s3.putObject("bucket").put("name", EmbeddedServers.BUCKET);
        s3.putObject("object").put("key", key);
        ObjectNode event = Json.object();
        ObjectNode message = event.putArray("Records").addObject().put("messageId", key).put("receiptHandle", key)
                .put("body", notification.toString()).put("eventSource", "aws:sqs")
                .put("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:" + EmbeddedServers.QUEUE).put("awsRegion", "us-east-1");
        message.putObject("attributes").put("ApproximateReceiveCount", "1");
        message.putObject("messageAttributes");
        return event;
    }

    private static ObjectNode verification() {
        ObjectNode order = Json.object().put("repair", false).put("by", "bench");
        order.putArray("paths").add(WORKSPACE + "/00000.md");
        return order;
    }

    private byte[] search(String mode) throws IOException {
        ObjectNode event = (ObjectNode) Json.read(event("query-search"));
        return to(event, "search", Json.object().put("query", pages.question()).put("k", 10).put("mode", mode).toString());
    }

    private byte[] get(String what) throws IOException {
        return to((ObjectNode) Json.read(event("query-list")), what, "");
    }

    private static byte[] to(ObjectNode event, String what, String body) {
        String path = "/v1/workspaces/" + WORKSPACE + "/" + what;
        event.put("rawPath", path).put("rawQueryString", "").put("isBase64Encoded", false);
        event.remove("queryStringParameters");
        if (!body.isEmpty()) {
            event.put("body", body);
        }
        ((ObjectNode) event.at("/requestContext/http")).put("path", path);
        ((ObjectNode) event.path("headers")).put("content-length", Integer.toString(body.length()));
        return Json.bytes(event);
    }

    private byte[] event(String name) throws IOException {
        return Files.readAllBytes(events.resolve(name + ".json"));
    }
}
