package engram.ingest.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import engram.domain.Redelivery;
import engram.testing.InMemoryQueue;
import engram.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryDelaysTest {

    private static final Duration KEPT = Duration.ofMinutes(6);
    private static final List<Duration> LONGEST =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofMinutes(1));

    private final InMemoryQueue queue = new InMemoryQueue(new ManualClock(Instant.EPOCH), KEPT);

    @Test
    void aDelayIsByChanceBetweenHalfItsBoundAndAllOfIt() {
        RetryDelays delays = delays(queue, LONGEST);
        int[] bounds = {5, 20, 60, 60, 60};

        for (int receives = 1; receives <= bounds.length; receives++) {
            int now = receives;
            int bound = bounds[receives - 1];
            assertThat(IntStream.range(0, 400).mapToObj(_ -> delays.after(now).toSeconds()).distinct())
                    .hasSize(bound / 2 + 1)
                    .allMatch(seconds -> seconds >= bound - bound / 2 && seconds <= bound);
        }
    }

    @Test
    void onlyMessagesThatFailedAreDelayedEachByItsOwnReceives() {
        queue.send("good");
        queue.send("bad");
        queue.send("worse");
        SQSEvent event = event(Map.of("good", 1, "bad", 1, "worse", 3));

        delays(queue, LONGEST).apply(event, failed("bad", "worse"));

        assertThat(queue.delayOf("good")).isEqualTo(KEPT);
        assertThat(queue.delayOf("bad")).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
        assertThat(queue.delayOf("worse")).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    @Test
    void aQueueThatTakesNoDelaysDoesNotFailTheBatch() {
        queue.send("bad");
        SQSEvent event = event(Map.of("bad", 1));
        event.getRecords().getFirst().setReceiptHandle("stale");

        delays(queue, LONGEST).apply(event, failed("bad"));

        assertThat(queue.delayOf("bad")).isEqualTo(KEPT);
    }

    @Test
    void wrongDelaysAreNamed() {
        assertThatThrownBy(() -> delays(queue, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("engram.failure.redelivery");
        assertThatThrownBy(() -> delays(queue, List.of(Duration.ofHours(13))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got PT13H");
    }

    private static RetryDelays delays(Redelivery redelivery, List<Duration> longest) {
        return new RetryDelays(redelivery, longest, new Random(3));
    }

    private SQSEvent event(Map<String, Integer> receives) {
        SQSEvent event = new SQSEvent();
        event.setRecords(queue.receive().entrySet().stream()
                .map(received -> {
                    SQSMessage message = new SQSMessage();
                    message.setMessageId(received.getKey());
                    message.setReceiptHandle(received.getValue().handle());
                    message.setAttributes(Map.of(
                            "ApproximateReceiveCount", Integer.toString(receives.get(received.getKey()))));
                    return message;
                })
                .toList());
        return event;
    }

    private static SQSBatchResponse failed(String... ids) {
        return new SQSBatchResponse(List.of(ids).stream().map(BatchItemFailure::new).toList());
    }
}
