package engram.storage;

import engram.domain.Doubt;
import engram.domain.DoubtQueue;
import engram.domain.HintBacklog;
import engram.domain.HintQueue;
import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.storage.circuit.Circuit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Hints as messages on SQS. A hint has the form of an S3 event notification, source `engram:hint`, so that whoever
/// reads the queue knows one form only.
final class SqsHintQueue implements HintQueue, DoubtQueue, HintBacklog {

    /// SQS's own limit.
    static final int MAX_BATCH = 10;

    private final SqsClient client;
    private final String queueUrl;
    private final String bucket;
    private final InstantSource clock;
    private final Dependency dependency;
    private final Dependency depth;
    private final CallLimit limit;

    SqsHintQueue(SqsClient client, String queueUrl, String bucket, InstantSource clock, Circuit circuit) {
        this.client = client;
        this.queueUrl = queueUrl;
        this.bucket = bucket;
        this.clock = clock;
        this.limit = CallLimit.of(client.serviceClientConfiguration());
        this.dependency = Dependency.of(
                "SQS queue " + queueUrl,
                client.serviceClientConfiguration(),
                "set ENGRAM_QUEUE_URL to a queue that exists and allow the function's role sqs:SendMessage on it",
                circuit);
        this.depth = Dependency.of(
                "SQS queue " + queueUrl,
                client.serviceClientConfiguration(),
                "set ENGRAM_QUEUE_URL to a queue that exists and allow the function's role sqs:GetQueueAttributes on it",
                circuit);
    }

    @Override
    public void send(Collection<SourcePath> paths) {
        sendAll(paths.stream().distinct().map(path -> body(path, "")).toList());
    }

    @Override
    public void doubt(Collection<Doubt> doubts) {
        sendAll(doubts.stream().distinct().map(doubt -> body(doubt.path(), ",\"engramDoubt\":{\"ceiling\":%d,\"generation\":%d}"
                .formatted(doubt.ceiling(), doubt.generation()))).toList());
    }

    @Override
    public long waiting() {
        Map<QueueAttributeName, String> attributes = depth.ask(() -> client.getQueueAttributes(ask -> ask.queueUrl(queueUrl)
                .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                .overrideConfiguration(limit.now())))
                .attributes();
        return Long.parseLong(attributes.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0"));
    }

    private void sendAll(List<String> bodies) {
        List<BatchResultErrorEntry> refused = new ArrayList<>();
        for (List<String> part : Batches.parts(bodies, MAX_BATCH)) {
            refused.addAll(dependency
                    .ask(() -> client.sendMessageBatch(
                            batch -> batch.queueUrl(queueUrl).entries(entries(part)).overrideConfiguration(limit.now())))
                    .failed());
        }
        if (!refused.isEmpty()) {
            throw new TransientFailure("%s (%s) took %d of %d hints: %s"
                    .formatted(
                            dependency.name(),
                            dependency.place(),
                            bodies.size() - refused.size(),
                            bodies.size(),
                            refused.getFirst().code()));
        }
    }

    private static List<SendMessageBatchRequestEntry> entries(List<String> bodies) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (String body : bodies) {
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .messageBody(body)
                    .build());
        }
        return entries;
    }

    /// @param more of the record, beside what S3 says
    private String body(SourcePath path, String more) {
        return """
                {"Records":[{"eventVersion":"2.1","eventSource":"engram:hint","awsRegion":"%s","eventTime":"%s",\
                "eventName":"Hint","s3":{"s3SchemaVersion":"1.0","bucket":{"name":"%s"},"object":{"key":"%s"}}%s}]}"""
                .formatted(
                        client.serviceClientConfiguration().region(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        encoded(bucket),
                        encoded(path.key()),
                        more);
    }

    /// As S3 encodes keys in its events: like a form, but "/" as it is. Nothing in it needs escaping in JSON.
    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    }
}
