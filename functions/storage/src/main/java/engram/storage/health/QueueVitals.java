package engram.storage.health;

import engram.domain.health.Unwell;
import engram.domain.health.Vitals.Queue;
import engram.storage.Service;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The queue of hints, and the one that its dead letters go to.
final class QueueVitals {

    /// Of the redrive policy, a JSON object.
    private static final Pattern DEAD_LETTER_TARGET = Pattern.compile("\"deadLetterTargetArn\"\\s*:\\s*\"[^\"]*:([^\":]+)\"");
    private static final Pattern LAST_SEGMENT = Pattern.compile("[^/]+$");

    private final SqsClient client;
    private final Optional<String> url;

    QueueVitals(SqsClient client, Optional<String> url) {
        this.client = client;
        this.url = url;
    }

    Queue hints() {
        Map<QueueAttributeName, String> attributes = attributes(url());
        return new Queue(
                number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
                number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
                number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
    }

    /// All of them, those that somebody is looking at included.
    long deadLetters() {
        String policy = attributes(url()).getOrDefault(QueueAttributeName.REDRIVE_POLICY, "");
        Matcher target = DEAD_LETTER_TARGET.matcher(policy);
        if (!target.find()) {
            throw new Unwell(
                    "SQS queue " + url() + " has no dead-letter queue: what fails is tried again for ever",
                    "give the queue a redrive policy with maxReceiveCount 5 and a dead-letter queue");
        }
        // A queue and its dead-letter queue are of one account and region, and so differ in their names only.
        Map<QueueAttributeName, String> attributes =
                attributes(LAST_SEGMENT.matcher(url()).replaceFirst(Matcher.quoteReplacement(target.group(1))));
        return number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                + number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
                + number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
    }

    private String url() {
        return url.orElseThrow(() -> new Unwell(
                "the function is not told which queue the hints are in", "set ENGRAM_QUEUE_URL to the queue's URL"));
    }

    private Map<QueueAttributeName, String> attributes(String queue) {
        Service dependency = Service.of(
                "SQS queue " + queue,
                client.serviceClientConfiguration(),
                "set ENGRAM_QUEUE_URL to a queue that exists and allow the function's role sqs:GetQueueAttributes on it"
                        + " and on its dead-letter queue");
        GetQueueAttributesRequest request = GetQueueAttributesRequest.builder()
                .queueUrl(queue)
                .attributeNames(QueueAttributeName.ALL)
                .overrideConfiguration(StoreVitals.limited())
                .build();
        return dependency.look(() -> client.getQueueAttributes(request).attributes());
    }

    private static long number(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Long.parseLong(attributes.getOrDefault(name, "0"));
    }
}
