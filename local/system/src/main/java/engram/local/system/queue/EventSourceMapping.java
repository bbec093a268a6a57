package engram.local.system.queue;

import engram.local.system.Journal;
import engram.local.system.lambda.LambdaFunction;
import engram.local.system.lambda.Outcome;
import engram.local.system.lambda.Trigger;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Brings the messages of a queue to a function: as many pollers as the function has environments, each of which
/// receives a batch, has it handled and deletes what succeeded. What the function reports as failed is left alone, as Lambda
/// does: it comes back when the function said so, else when the queue's visibility timeout is over. Only what a function
/// that died, threw or hung never got to report comes back sooner than on AWS.
public final class EventSourceMapping implements AutoCloseable {

    /// Room that a batch leaves for the event's own JSON in Lambda's 6 MB, in characters.
    private static final int LARGEST_BATCH = 5 * 1024 * 1024;
    /// Short of SQS's 20 s: a local queue answers at once when a message comes, and nobody waits long for a poll to end.
    private static final Duration LONG_POLL = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final MessageQueue queue;
    private final LambdaFunction function;
    private final Trigger.Queue trigger;
    private final RetryDelay retry;
    private final BooleanSupplier gate;
    private final String region;
    private final Journal journal;
    private final List<Thread> pollers = new ArrayList<>();
    private volatile boolean open = true;

    private EventSourceMapping(MessageQueue queue, LambdaFunction function, Trigger.Queue trigger, RetryDelay retry,
                               BooleanSupplier gate, String region, Journal journal) {
        this.queue = queue;
        this.function = function;
        this.trigger = trigger;
        this.retry = retry;
        this.gate = gate;
        this.region = region;
        this.journal = journal;
    }

    /// @param gate whether what the function needs is there: while it is not, nothing is received, so that no message uses
    ///             up its receives on that
    public static EventSourceMapping start(MessageQueue queue, LambdaFunction function, Trigger.Queue trigger,
                                           RetryDelay retry, BooleanSupplier gate, String region, Journal journal) {
        var mapping = new EventSourceMapping(queue, function, trigger, retry, gate, region, journal);
        for (int i = 0; i < function.spec().concurrency(); i++) {
            mapping.pollers.add(Thread.ofVirtual().name(function.spec().name() + "-poller-" + i).start(mapping::poll));
        }
        return mapping;
    }

    /// Receives no more, and gives polls and batches that are under way up to `grace` to end. (A poll that is broken off
    /// may have taken messages with it.)
    public void close(Duration grace) throws InterruptedException {
        open = false;
        long end = System.nanoTime() + grace.toNanos();
        for (Thread poller : pollers) {
            if (!poller.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                poller.interrupt();
            }
        }
    }

    @Override
    public void close() {
        open = false;
        pollers.forEach(Thread::interrupt);
    }

    private void poll() {
        try {
            for (int failures = 0; open; ) {
                try {
                    turn();
                    failures = 0;
                } catch (IOException e) {
                    if (failures++ == 0 && open) {
                        journal.say(function.spec().name(), "cannot reach its queue, will try until it can: " + e);
                    }
                    Thread.sleep(Math.min(5_000, 100L << Math.min(failures, 6)));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() throws IOException, InterruptedException {
        if (!gate.getAsBoolean()) {
            Thread.sleep(100);
            return;
        }
        List<QueueMessage> batch = collect();
        if (!batch.isEmpty()) {
            handle(batch);
        }
    }

    private List<QueueMessage> collect() throws IOException, InterruptedException {
        var batch = new ArrayList<>(queue.receive(trigger.batchSize(), LONG_POLL));
        if (batch.isEmpty() || trigger.window().isZero()) {
            return batch;
        }
        long end = System.nanoTime() + trigger.window().toNanos();
        long characters = batch.stream().mapToLong(message -> message.body().length()).sum();
        while (batch.size() < trigger.batchSize() && characters < LARGEST_BATCH && System.nanoTime() < end) {
            List<QueueMessage> more = queue.receive(trigger.batchSize() - batch.size(),
                    Duration.ofNanos(end - System.nanoTime()));
            batch.addAll(more);
            characters += more.stream().mapToLong(message -> message.body().length()).sum();
            if (more.isEmpty()) {
                Thread.sleep(Math.min(50, Math.max(0, (end - System.nanoTime()) / 1_000_000)));
            }
        }
        return batch;
    }

    private void handle(List<QueueMessage> batch) throws IOException, InterruptedException {
        byte[] event = BatchEvent.of(batch, queue.name(), region);
        switch (function.invoke(event, PATIENCE)) {
            case Outcome.Returned(byte[] answer) -> end(batch, BatchEvent.failed(answer, batch));
            case Outcome.Threw _, Outcome.Died _, Outcome.TimedOut _, Outcome.NotStarted _ -> giveBack(batch);
        }
    }

    private void end(List<QueueMessage> batch, List<QueueMessage> failed) throws IOException, InterruptedException {
        Set<QueueMessage> back = new HashSet<>(failed);
        queue.delete(batch.stream().filter(message -> !back.contains(message)).toList());
        if (!failed.isEmpty()) {
            journal.say(function.spec().name(), failed.size() + " of " + batch.size() + " messages failed, and come back");
        }
    }

    private void giveBack(List<QueueMessage> batch) throws IOException, InterruptedException {
        journal.say(function.spec().name(), "did not end, its " + batch.size() + " messages come back");
        for (QueueMessage message : batch) {
            queue.returnAfter(message, retry.after(message.receives()));
        }
    }
}
