package engram.ingest.function;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import engram.domain.Printable;
import engram.domain.SourcePath;
import engram.ingest.Ingest.Message;
import engram.ingest.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import software.amazon.awssdk.eventnotifications.s3.model.S3EventNotification;
import software.amazon.awssdk.eventnotifications.s3.model.S3EventNotificationRecord;

/// Reads what the queue's messages name: S3's events about one bucket, in AWS's own JSON, by whichever way they came.
///
/// A hint of Engram's own has their form and may say more, see [Doubts]. An `s3:TestEvent` names nothing and is done with.
/// So is an event of another bucket, with a warning. A body that is no S3 event is reported as failed, so that it ends in
/// the DLQ, where somebody can look at it.
final class Messages {

    private static final Logger LOG = Logger.getLogger(Messages.class);

    private static final String S3 = "aws:s3";
    private static final String RECEIVE_COUNT = "ApproximateReceiveCount";
    private static final String FIRST = "1";

    private final String bucket;

    Messages(String bucket) {
        this.bucket = bucket;
    }

    /// @param malformed ids of messages that are no S3 events
    /// @param changed when the objects changed, by the first of those events that say how far behind ingest is: S3's own,
    ///     received for the first time
    record Parsed(List<Message> messages, List<String> malformed, Map<SourcePath, Instant> changed) {

        /// The messages that have to come again: malformed ones, and those that name a path which was postponed.
        SQSBatchResponse toResponse(Map<SourcePath, Outcome> outcomes) {
            Stream<String> postponed = messages.stream()
                    .filter(message -> message.paths().stream().anyMatch(path -> comesAgain(outcomes.get(path))))
                    .map(Message::id);
            return new SQSBatchResponse(Stream.concat(malformed.stream(), postponed)
                    .map(BatchItemFailure::new)
                    .toList());
        }

        private static boolean comesAgain(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Postponed _ -> true;
                case Outcome.Indexed _,
                        Outcome.Unchanged _,
                        Outcome.Absorbed _,
                        Outcome.Removed _,
                        Outcome.Empty _,
                        Outcome.Rejected _,
                        Outcome.Continued _ -> false;
            };
        }
    }

    /// @throws IllegalArgumentException if the event is no batch of messages
    Parsed parse(SQSEvent event) {
        requireBatch(event);
        List<Message> messages = new ArrayList<>();
        List<String> malformed = new ArrayList<>();
        Map<SourcePath, Instant> changed = new HashMap<>();
        for (SQSMessage message : event.getRecords()) {
            try {
                Map<SourcePath, Instant> told = new HashMap<>();
                messages.add(message(message, told));
                told.forEach((path, when) -> changed.merge(path, when, Messages::earlier));
            } catch (RuntimeException e) {
                // Whatever the parser stumbled over; its message may quote the body, so it is not repeated here.
                LOG.errorf("message %s is no S3 event (%s)", message.getMessageId(), e.getClass().getSimpleName());
                malformed.add(message.getMessageId());
            }
        }
        return new Parsed(messages, malformed, changed);
    }

    /// What is given to the function by mistake must not look like work that is done, nor like messages that could come again.
    private static void requireBatch(SQSEvent event) {
        List<SQSMessage> records = event.getRecords();
        if (records == null || records.stream().anyMatch(message -> message.getMessageId() == null || message.getBody() == null)) {
            throw new IllegalArgumentException("ingest takes batches of SQS messages (\"Records\", each with \"messageId\" and \"body\","
                    + " as in events/ingest-put.json), and got another event");
        }
    }

    private Message message(SQSMessage message, Map<SourcePath, Instant> changed) {
        String id = message.getMessageId();
        return switch (Envelope.open(message.getBody())) {
            case Envelope.TestEvent _ -> new Message(id, Set.of());
            case Envelope.BridgeEvent event -> new Message(id, paths(message, event, changed));
            case Envelope.Notification(String json) -> {
                Set<SourcePath> paths = paths(message, S3EventNotification.fromJson(json), changed);
                yield new Message(id, paths, Doubts.in(json, paths));
            }
        };
    }

    private Set<SourcePath> paths(SQSMessage message, Envelope.BridgeEvent event, Map<SourcePath, Instant> changed) {
        if (!isOurs(message, event.bucket())) {
            return Set.of();
        }
        SourcePath path = new SourcePath(event.key());
        if (isFirst(message)) {
            changed.merge(path, event.time(), Messages::earlier);
        }
        return Set.of(path);
    }

    private Set<SourcePath> paths(
            SQSMessage message, S3EventNotification notification, Map<SourcePath, Instant> changed) {
        Set<SourcePath> paths = new HashSet<>();
        for (S3EventNotificationRecord event : notification.getRecords()) {
            if (isOurs(message, event.getS3().getBucket().getName())) {
                SourcePath path = new SourcePath(event.getS3().getObject().getUrlDecodedKey());
                paths.add(path);
                if (S3.equals(event.getEventSource()) && event.getEventTime() != null && isFirst(message)) {
                    changed.merge(path, event.getEventTime(), Messages::earlier);
                }
            }
        }
        return Set.copyOf(paths);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static boolean isFirst(SQSMessage message) {
        Map<String, String> attributes = Optional.ofNullable(message.getAttributes()).orElse(Map.of());
        return attributes.getOrDefault(RECEIVE_COUNT, FIRST).equals(FIRST);
    }

    private boolean isOurs(SQSMessage message, String named) {
        boolean ours = named.equals(bucket);
        if (!ours) {
            LOG.warnf("message %s is about bucket %s, not about %s", message.getMessageId(), Printable.of(named), bucket);
        }
        return ours;
    }
}
