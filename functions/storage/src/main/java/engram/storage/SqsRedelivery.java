package engram.storage;

import engram.domain.Redelivery;
import engram.domain.TransientFailure;
import engram.storage.circuit.Circuit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;

/// Delays of messages that failed, as their visibility timeout on SQS.
final class SqsRedelivery implements Redelivery {

    /// The invocation is nearly over when it is known what failed; what is not delayed then comes by itself.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final SqsClient client;
    private final String queueUrl;
    private final Dependency dependency;

    SqsRedelivery(SqsClient client, String queueUrl, Circuit circuit) {
        this.client = client;
        this.queueUrl = queueUrl;
        this.dependency = Dependency.of(
                "SQS queue " + queueUrl,
                client.serviceClientConfiguration(),
                "set ENGRAM_QUEUE_URL to the queue that the messages come from and allow the function's role"
                        + " sqs:ChangeMessageVisibility on it",
                circuit);
    }

    @Override
    public void later(Map<Receipt, Duration> delays) {
        List<BatchResultErrorEntry> refused = new ArrayList<>();
        for (List<Map.Entry<Receipt, Duration>> part : Batches.parts(List.copyOf(delays.entrySet()), SqsHintQueue.MAX_BATCH)) {
            refused.addAll(dependency
                    .ask(() -> client.changeMessageVisibilityBatch(
                            change -> change.queueUrl(queueUrl).entries(entries(part)).overrideConfiguration(limited())))
                    .failed());
        }
        if (!refused.isEmpty()) {
            throw new TransientFailure("%s (%s) took %d of %d delays: %s"
                    .formatted(
                            dependency.name(),
                            dependency.place(),
                            delays.size() - refused.size(),
                            delays.size(),
                            refused.getFirst().code()));
        }
    }

    private static AwsRequestOverrideConfiguration limited() {
        return AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(PATIENCE)
                .apiCallAttemptTimeout(PATIENCE)
                .build();
    }

    private static List<ChangeMessageVisibilityBatchRequestEntry> entries(List<Map.Entry<Receipt, Duration>> delays) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        for (Map.Entry<Receipt, Duration> delay : delays) {
            entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(delay.getKey().handle())
                    .visibilityTimeout(Math.toIntExact(delay.getValue().toSeconds()))
                    .build());
        }
        return entries;
    }
}
