package engram.local.system.lambda;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Invokes a function at a fixed rate, with a constant event, as an EventBridge schedule does; the first time one period
/// after the start. A run that takes longer than a period delays the next.
public final class Schedule implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final LambdaFunction function;
    private final Trigger.Rate rate;
    private final Thread thread;

    private Schedule(LambdaFunction function, Trigger.Rate rate) {
        this.function = function;
        this.rate = rate;
        this.thread = Thread.ofVirtual().name(function.spec().name() + "-schedule").unstarted(this::run);
    }

    public static Schedule start(LambdaFunction function, Trigger.Rate rate) {
        var schedule = new Schedule(function, rate);
        schedule.thread.start();
        return schedule;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        byte[] event = rate.event().getBytes(StandardCharsets.UTF_8);
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(rate.every());
                function.invoke(event, PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
