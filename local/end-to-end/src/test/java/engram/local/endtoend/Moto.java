package engram.local.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.system.Trial;
import engram.local.system.parts.EmbeddedServers;
import engram.local.system.parts.Installation;
import engram.local.system.parts.Part;
import engram.local.system.parts.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// S3, SQS and DynamoDB by `moto_server`, which nobody here has written: a versioned bucket whose changes come to the queue, and
/// the tables. In memory, under the names of the local system.
final class Moto implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// That of the local queues' URLs.
    private static final String ACCOUNT = "000000000000";

    private final Process process;
    private final URI endpoint;
    private final HttpClient http = HttpClient.newHttpClient();

    private Moto(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /// Empty: there is no such program.
    static Optional<Moto> start(Path folder) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process process;
        try {
            ProcessBuilder server = new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", Integer.toString(port))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("moto.log").toFile());
            server.environment().put("MOTO_ACCOUNT_ID", ACCOUNT);
            process = server.start();
        } catch (IOException e) {
            return Optional.empty();
        }
        Moto moto = new Moto(process, URI.create("http://127.0.0.1:" + port));
        try {
            moto.awaitAnswer();
            moto.fill();
            return Optional.of(moto);
        } catch (RuntimeException | AssertionError e) {
            moto.close();
            throw e;
        }
    }

    private void awaitAnswer() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                http.send(HttpRequest.newBuilder(endpoint.resolve("/moto-api/")).build(), BodyHandlers.discarding());
                return;
            } catch (IOException e) {
                if (System.nanoTime() > end || !process.isAlive()) {
                    throw new UncheckedIOException("moto_server does not answer", e);
                }
                User.pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private void fill() {
        String queue = "arn:aws:sqs:us-east-1:" + ACCOUNT + ":" + EmbeddedServers.QUEUE;
        sqs("CreateQueue", JSON.createObjectNode().put("QueueName", EmbeddedServers.DEAD_LETTER_QUEUE));
        ObjectNode hints = JSON.createObjectNode().put("QueueName", EmbeddedServers.QUEUE);
        hints.putObject("Attributes").put("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + queue + "-dlq\",\"maxReceiveCount\":5}");
        sqs("CreateQueue", hints);
        new Tables(endpoint).create(Installation.find());
        s3("PUT", "/" + EmbeddedServers.LEDGER_BUCKET, "");
        s3("PUT", "/" + EmbeddedServers.BUCKET, "");
        s3("PUT", "/" + EmbeddedServers.BUCKET + "?versioning",
                "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        s3("PUT", "/" + EmbeddedServers.BUCKET + "?notification", """
                <NotificationConfiguration><QueueConfiguration><Id>hints</Id><Queue>%s</Queue>\
                <Event>s3:ObjectCreated:*</Event><Event>s3:ObjectRemoved:*</Event>\
                </QueueConfiguration></NotificationConfiguration>""".formatted(queue));
    }

    /// A system whose functions keep everything here, but for the index.
    Trial trial() {
        return new Trial((part, own) -> part == Part.OPENSEARCH ? own : endpoint, Map.of());
    }

    /// @return the object's version
    String put(String key, String text) {
        return s3("PUT", object(key), text).headers().firstValue("x-amz-version-id").orElseThrow();
    }

    void delete(String key) {
        s3("DELETE", object(key), "");
    }

    /// All versions of all objects, delete markers included, as S3 lists them.
    String versions() {
        return s3("GET", "/" + EmbeddedServers.BUCKET + "?versions", "").body();
    }

    private static String object(String key) {
        return "/" + EmbeddedServers.BUCKET + "/" + URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
    }

    private HttpResponse<String> s3(String method, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(endpoint + path))
                .header("Authorization", credentials("s3"))
                .header("Content-Type", "text/plain")
                .method(method, BodyPublishers.ofString(body)));
    }

    private JsonNode sqs(String action, ObjectNode request) {
        return User.json(send(HttpRequest.newBuilder(endpoint)
                .header("Authorization", credentials("sqs"))
                .header("X-Amz-Target", "AmazonSQS." + action)
                .header("Content-Type", "application/x-amz-json-1.0")
                .POST(BodyPublishers.ofString(request.toString()))).body());
    }

    private ObjectNode toQueue() {
        return JSON.createObjectNode().put("QueueUrl", EmbeddedServers.queueUrl(endpoint, EmbeddedServers.QUEUE));
    }

    private static String credentials(String service) {
        return "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/" + service + "/aws4_request, SignedHeaders=host, Signature=0";
    }

    /// Hands what is in the queue to `ingest`, as Lambda's event source mapping does, and deletes what it does not report.
    void deliver(User user) {
        ObjectNode receive = toQueue().put("MaxNumberOfMessages", 10);
        receive.putArray("AttributeNames").add("All");
        JsonNode messages = sqs("ReceiveMessage", receive).path("Messages");
        if (messages.isEmpty()) {
            return;
        }
        ObjectNode event = JSON.createObjectNode();
        ArrayNode batch = event.putArray("Records");
        for (JsonNode message : messages) {
            ObjectNode one = batch.addObject();
            one.put("messageId", message.path("MessageId").asText()).put("receiptHandle", message.path("ReceiptHandle").asText());
            one.put("body", inS3sTime(message.path("Body").asText())).put("eventSource", "aws:sqs").put("awsRegion", "us-east-1");
            one.set("attributes", message.path("Attributes"));
        }
        String failed = user.invoke("ingest", event.toString()).path("batchItemFailures").toString();
        for (JsonNode message : messages) {
            if (!failed.contains(message.path("MessageId").asText())) {
                sqs("DeleteMessage", toQueue().put("ReceiptHandle", message.path("ReceiptHandle").asText()));
            }
        }
    }

    /// It leaves out the "Z" that S3 ends its times with.
    private static String inS3sTime(String event) {
        return event.replaceAll("(\"eventTime\": *\"[^\"Z]+)\"", "$1Z\"");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(answer.request().method() + " " + answer.uri() + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        http.close();
    }
}
