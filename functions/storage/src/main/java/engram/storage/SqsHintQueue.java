package engram.storage;

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
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Hints as messages on SQS. A hint has the form of an S3 event notification, source `engram:hint`, so that whoever
/// reads the queue knows one form only.
final class SqsHintQueue implements HintQueue {

    /// SQS's own limit.
    static final int MAX_BATCH = 10;

    private final SqsClient client;
    private final String queueUrl;
    private final String bucket;
    private final InstantSource clock;
    private final Dependency dependency;

    SqsHintQueue(SqsClient client, String queueUrl, String bucket, InstantSource clock, Circuit circuit) {
        this.client = client;
        this.queueUrl = queueUrl;
        this.bucket = bucket;
        this.clock = clock;
        this.dependency = Dependency.of(
                "SQS queue " + queueUrl,
                client.serviceClientConfiguration(),
                "set ENGRAM_QUEUE_URL to a queue that exists and allow the function's role sqs:SendMessage on it",
                circuit);
    }

    @Override
    public void send(Collection<SourcePath> paths) {
        List<SourcePath> distinct = paths.stream().distinct().toList();
        List<BatchResultErrorEntry> refused = new ArrayList<>();
        for (List<SourcePath> part : Batches.parts(distinct, MAX_BATCH)) {
            refused.addAll(dependency
                    .ask(() -> client.sendMessageBatch(batch -> batch.queueUrl(queueUrl).entries(entries(part))))
                    .failed());
        }
        if (!refused.isEmpty()) {
            throw new TransientFailure("%s (%s) took %d of %d hints: %s"
                    .formatted(
                            dependency.name(),
                            dependency.place(),
                            distinct.size() - refused.size(),
                            distinct.size(),
                            refused.getFirst().code()));
        }
    }

    private List<SendMessageBatchRequestEntry> entries(List<SourcePath> paths) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (SourcePath path : paths) {
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .messageBody(body(path))
                    .build());
        }
        return entries;
    }

    private String body(SourcePath path) {
        return """
                {"Records":[{"eventVersion":"2.1","eventSource":"engram:hint","awsRegion":"%s","eventTime":"%s",\
                "eventName":"Hint","s3":{"s3SchemaVersion":"1.0","bucket":{"name":"%s"},"object":{"key":"%s"}}}]}"""
                .formatted(
                        client.serviceClientConfiguration().region(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        encoded(bucket),
                        encoded(path.key()));
    }

    /// As S3 encodes keys in its events: like a form, but "/" as it is. Nothing in it needs escaping in JSON.
    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    }
}
