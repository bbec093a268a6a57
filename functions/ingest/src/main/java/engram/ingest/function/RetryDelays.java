package engram.ingest.function;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import engram.domain.Redelivery;
import engram.domain.Redelivery.Receipt;
import engram.domain.TransientFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Has messages that failed come again later each time, by how often they were received: soon after a hiccup, and late
/// enough in an outage for it to end before the last receive.
final class RetryDelays {

    private static final Logger LOG = Logger.getLogger(RetryDelays.class);
    private static final String RECEIVES = "ApproximateReceiveCount";

    private final Redelivery redelivery;
    private final List<Duration> longest;
    private final RandomGenerator random;

    /// @param longest upper bounds after the first receive, the second, …; the last one holds for all further ones
    RetryDelays(Redelivery redelivery, List<Duration> longest, RandomGenerator random) {
        if (longest.isEmpty()) {
            throw new IllegalArgumentException("engram.failure.redelivery has to name one duration at least, like 5s,20s,1m");
        }
        for (Duration delay : longest) {
            if (delay.isNegative() || delay.compareTo(Redelivery.LONGEST) > 0) {
                throw new IllegalArgumentException("engram.failure.redelivery has durations of 0 to %s, got %s"
                        .formatted(Redelivery.LONGEST, delay));
            }
        }
        this.redelivery = redelivery;
        this.longest = List.copyOf(longest);
        this.random = random;
    }

    /// Delays the messages that the response reports. What cannot be delayed comes when its queue thinks fit.
    void apply(SQSEvent event, SQSBatchResponse response) {
        Set<String> failed = response.getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .collect(Collectors.toUnmodifiableSet());
        Map<Receipt, Duration> delays = new HashMap<>();
        for (SQSMessage message : event.getRecords()) {
            if (failed.contains(message.getMessageId())) {
                delays.put(new Receipt(message.getReceiptHandle()), after(receives(message)));
            }
        }
        if (!delays.isEmpty()) {
            try {
                redelivery.later(delays);
            } catch (TransientFailure e) {
                LOG.warnf("messages that failed come again when their queue's visibility timeout is over: %s", e.getMessage());
            }
        }
    }

    /// Between half of the bound and all of it, in whole seconds, so that messages that failed together come apart.
    Duration after(int receives) {
        long most = longest.get(Math.clamp(receives - 1L, 0, longest.size() - 1)).toSeconds();
        return Duration.ofSeconds(most - random.nextLong(most / 2 + 1));
    }

    private static int receives(SQSMessage message) {
        Map<String, String> attributes = message.getAttributes() == null ? Map.of() : message.getAttributes();
        return Integer.parseInt(attributes.getOrDefault(RECEIVES, "1"));
    }
}
