package engram.simulation;

import engram.domain.Doubt;
import engram.domain.DoubtQueue;
import engram.domain.HintBacklog;
import engram.domain.HintQueue;
import engram.domain.SourcePath;
import engram.ingest.Ingest.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A queue that delivers at least once, in any order, as SQS does. What was received five times goes to the DLQ.
final class Queue implements HintQueue, DoubtQueue, HintBacklog {

    static final Duration VISIBILITY = Duration.ofSeconds(90);
    private static final int MOST_RECEIVES = 5;

    private final World world;
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<Waiting> dead = new ArrayList<>();
    private int sent;

    private static final class Waiting {
        private final Message message;
        private Instant visibleAt;
        private int receives;

        Waiting(Message message, Instant visibleAt) {
            this.message = message;
            this.visibleAt = visibleAt;
        }
    }

    Queue(World world) {
        this.world = world;
    }

    @Override
    public void send(Collection<SourcePath> paths) {
        paths.forEach(path -> send(Set.of(path), Duration.ZERO));
    }

    @Override
    public void doubt(Collection<Doubt> doubts) {
        doubts.forEach(doubt -> waiting.add(new Waiting(
                new Message("m" + ++sent, Set.of(doubt.path()), Map.of(doubt.path(), doubt)), world.now())));
    }

    /// A message that names these paths, or none, and comes after a while.
    void send(Set<SourcePath> paths, Duration delay) {
        waiting.add(new Waiting(new Message("m" + ++sent, paths), world.now().plus(delay)));
    }

    @Override
    public long waiting() {
        return waiting.stream().filter(one -> !one.visibleAt.isAfter(world.now())).count();
    }

    boolean isEmpty() {
        return waiting.isEmpty() && dead.isEmpty();
    }

    /// Up to `most` messages; now and then one that is in flight already.
    List<Message> receive(int most) {
        List<Message> batch = new ArrayList<>();
        int from = waiting.isEmpty() ? 0 : world.choices().below(waiting.size());
        for (Waiting one : rotated(from)) {
            boolean again = one.receives > 0 && world.faults().any() && world.choices().happens(40);
            if (batch.size() < most && (again || !one.visibleAt.isAfter(world.now()))) {
                if (++one.receives > MOST_RECEIVES) {
                    waiting.remove(one);
                    dead.add(one);
                    world.note(() -> one.message + " goes to the DLQ");
                } else {
                    one.visibleAt = world.now().plus(VISIBILITY);
                    batch.add(one.message);
                }
            }
        }
        return batch;
    }

    private List<Waiting> rotated(int from) {
        List<Waiting> rotated = new ArrayList<>(waiting.subList(from, waiting.size()));
        rotated.addAll(waiting.subList(0, from));
        return rotated;
    }

    void acknowledge(Message message) {
        waiting.removeIf(one -> one.message.equals(message));
    }

    void redrive() {
        dead.forEach(one -> {
            one.receives = 0;
            one.visibleAt = world.now();
            waiting.add(one);
        });
        dead.clear();
    }
}
