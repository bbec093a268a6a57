package engram.local.system.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// Invokes a function at a fixed rate, with the event of an EventBridge schedule; the first time one period after the
/// start. A run that takes longer than a period delays the next.
public final class Schedule implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final LambdaFunction function;
    private final Trigger.Schedule trigger;
    private final String region;
    private final Clock clock;
    private final Thread thread;

    private Schedule(LambdaFunction function, Trigger.Schedule trigger, String region, Clock clock) {
        this.function = function;
        this.trigger = trigger;
        this.region = region;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name(function.spec().name() + "-schedule").unstarted(this::run);
    }

    public static Schedule start(LambdaFunction function, Trigger.Schedule trigger, String region, Clock clock) {
        var schedule = new Schedule(function, trigger, region, clock);
        schedule.thread.start();
        return schedule;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(trigger.every());
                function.invoke(event(), PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] event() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        ObjectNode event = JSON.createObjectNode()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", "Scheduled Event")
                .put("source", "aws.events")
                .put("account", "000000000000")
                .put("time", now.toString())
                .put("region", region);
        event.putArray("resources").add("arn:aws:events:" + region + ":000000000000:rule/" + function.spec().name());
        event.putObject("detail");
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }
}
