package engram.local.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import engram.local.system.parts.Installation;
import engram.local.system.parts.Part;
import engram.local.system.parts.Tables;
import engram.local.system.parts.Unchecked;
import engram.local.system.queue.MessageQueue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An AWS of somebody else's making that runs on this machine already and stands in for our own S3, SQS and DynamoDB: moto, Floci,
/// LocalStack. Gets the buckets, queues, tables and notifications that a deployment would have; those that it has stay as they are.
final class Emulator {

    private static final int RECEIVES = 5;
    private static final Pattern QUEUE_URL =
            Pattern.compile("https?://[^/]+/(?:[^/]+/)*([^/?#]+)/" + Pattern.quote(Endpoints.DEAD_LETTER_QUEUE));
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String NOTIFICATIONS = """
            <NotificationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><QueueConfiguration><Id>engram</Id>\
            <Queue>%s</Queue><Event>s3:ObjectCreated:*</Event><Event>s3:ObjectRemoved:*</Event></QueueConfiguration>\
            </NotificationConfiguration>""";

    private final URI at;
    private final HttpClient http;
    private final AwsJson sqs;

    Emulator(URI at, HttpClient http) {
        this.at = at;
        this.http = http;
        this.sqs = AwsJson.sqs(http, at);
    }

    /// Where everything is; whose account it is, the emulator tells by its first queue.
    Endpoints endpoints(Map<Part, Integer> ports) throws SystemFailure, InterruptedException {
        try {
            String url = MessageQueue.create(sqs, Endpoints.DEAD_LETTER_QUEUE, Map.of()).url();
            return Endpoints.of(at, account(url), ports);
        } catch (IOException e) {
            throw failure("SQS", e);
        }
    }

    /// The last step but one of a queue's URL.
    private static String account(String url) throws IOException {
        Matcher steps = QUEUE_URL.matcher(url);
        if (!steps.matches()) {
            throw new IOException("the URL of its queue, '" + url + "', does not end in /ACCOUNT/" + Endpoints.DEAD_LETTER_QUEUE);
        }
        return steps.group(1);
    }

    /// @param visibility how long a received message stays hidden from others
    void prepare(Installation installation, Duration visibility) throws SystemFailure, InterruptedException {
        String queue = queue(visibility);
        new Tables(at).create(installation);
        try {
            for (String bucket : new String[] {Endpoints.BUCKET, Endpoints.LEDGER_BUCKET}) {
                put("/" + bucket, "", 409);
            }
            put("/" + Endpoints.BUCKET + "?notification", NOTIFICATIONS.formatted(queue), 200);
        } catch (IOException e) {
            throw failure("S3", e);
        }
    }

    /// The queue of hints, whose poison messages end in the other.
    ///
    /// @return its ARN
    private String queue(Duration visibility) throws SystemFailure, InterruptedException {
        try {
            String dead = arn(MessageQueue.create(sqs, Endpoints.DEAD_LETTER_QUEUE, Map.of()));
            String redrive = new ObjectMapper().createObjectNode()
                    .put("deadLetterTargetArn", dead).put("maxReceiveCount", RECEIVES).toString();
            return arn(MessageQueue.create(sqs, Endpoints.QUEUE,
                    Map.of("VisibilityTimeout", Long.toString(visibility.toSeconds()), "RedrivePolicy", redrive)));
        } catch (IOException e) {
            throw failure("SQS", e);
        }
    }

    private static String arn(MessageQueue queue) throws IOException, InterruptedException {
        String arn = queue.attributes().get("QueueArn");
        if (arn == null) {
            throw new IOException("the queue " + queue.url() + " has no QueueArn");
        }
        return arn;
    }

    /// @param fine status of an answer that is as good as 200
    private void put(String path, String body, int fine) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(at.resolve(path)).timeout(SOON).header("Authorization", Unchecked.authorization("s3"))
                        .header("Content-Type", "application/xml").PUT(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200 && answer.statusCode() != fine) {
            throw new IOException("PUT " + path + " was answered with " + answer.statusCode());
        }
    }

    private SystemFailure failure(String service, IOException e) {
        return new SystemFailure("no %s that works answers at %s: is an emulator of AWS running there? (%s)"
                .formatted(service, at, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()), e);
    }
}
