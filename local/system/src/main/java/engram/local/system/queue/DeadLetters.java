package engram.local.system.queue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// The messages that were given up: looked at, sent back to their queue, or deleted. SQS lets nobody look without receiving,
/// so each is received and returned at once.
public final class DeadLetters {

    /// Most that are looked at.
    private static final int MOST = 10_000;

    private final MessageQueue dead;
    private final MessageQueue queue;

    /// @param queue that redriven messages go to
    public DeadLetters(MessageQueue dead, MessageQueue queue) {
        this.dead = dead;
        this.queue = queue;
    }

    /// What there is, oldest first.
    public synchronized List<QueueMessage> all() throws IOException, InterruptedException {
        List<QueueMessage> messages = take();
        giveBack(messages);
        return messages;
    }

    /// Sends messages to their queue again, each with a new count of receives.
    ///
    /// @param chosen by the id of the message
    /// @return how many
    public synchronized int redrive(Predicate<String> chosen) throws IOException, InterruptedException {
        return end(chosen, messages -> queue.send(messages.stream().map(QueueMessage::body).toList()));
    }

    /// Deletes messages for good.
    ///
    /// @param chosen by the id of the message
    /// @return how many
    public synchronized int purge(Predicate<String> chosen) throws IOException, InterruptedException {
        return end(chosen, _ -> {});
    }

    private interface Before {
        void apply(List<QueueMessage> messages) throws IOException, InterruptedException;
    }

    /// Deleted last: what breaks off in between leaves a message twice, which does no harm.
    private int end(Predicate<String> chosen, Before before) throws IOException, InterruptedException {
        List<QueueMessage> all = take();
        List<QueueMessage> ending = all.stream().filter(message -> chosen.test(message.id())).toList();
        giveBack(all.stream().filter(message -> !chosen.test(message.id())).toList());
        before.apply(ending);
        dead.delete(ending);
        return ending.size();
    }

    private List<QueueMessage> take() throws IOException, InterruptedException {
        Map<String, QueueMessage> taken = new LinkedHashMap<>();
        while (taken.size() < MOST) {
            List<QueueMessage> some = dead.receive(MOST, Duration.ZERO);
            boolean fresh = false;
            for (QueueMessage message : some) {
                fresh |= taken.put(message.id(), message) == null;
            }
            if (!fresh) {
                break;
            }
        }
        return new ArrayList<>(taken.values());
    }

    private void giveBack(List<QueueMessage> messages) throws IOException, InterruptedException {
        for (QueueMessage message : messages) {
            dead.returnAfter(message, Duration.ZERO);
        }
    }
}
