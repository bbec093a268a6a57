package engram.health;

import engram.domain.ModelVersion;
import engram.domain.health.Unwell;
import engram.domain.health.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Dependencies that are as a test wants them: well, at first.
public final class Patient implements Vitals {

    public static final List<String> ALL =
            List.of(
            "bucket", "queue", "deadLetters", "catalog", "embeddings", "index", "alias", "oldestUnsettled", "model");

    public static final Thresholds THRESHOLDS = new Thresholds(
            Duration.ofMinutes(15), Duration.ofMinutes(10), 0, Duration.ofMinutes(15), 0, Duration.ofHours(26), Optional.empty());

    public volatile Queue queue = new Queue(0, 0, 0);
    public volatile long deadLetters;
    public volatile Sample sample = new Sample(true, Set.of(new ModelVersion("m1")), true);
    public volatile Optional<Long> chunks = Optional.of(7L);
    public volatile Alias alias = new Alias(Set.of("engram-m1"), Set.of(new ModelVersion("m1")));
    public volatile Optional<Instant> oldestUnsettled = Optional.empty();
    public volatile Optional<ModelVersion> model = Optional.of(new ModelVersion("m1"));

    /// How often anything was asked.
    public final AtomicInteger asked = new AtomicInteger();

    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private final Map<String, Runnable> troubles = new ConcurrentHashMap<>();

    /// It answers no more, whatever interrupts it: for ever, or until [#recover()].
    public CountDownLatch hang(String dependency) {
        CountDownLatch end = new CountDownLatch(1);
        troubles.put(dependency, () -> awaitStubbornly(end));
        return end;
    }

    /// Each answers once all of them are asked.
    public void awaitAll() {
        CountDownLatch all = new CountDownLatch(ALL.size());
        for (String dependency : ALL) {
            troubles.put(dependency, () -> {
                all.countDown();
                awaitStubbornly(all);
            });
        }
    }

    private static void awaitStubbornly(CountDownLatch end) {
        boolean interrupted = false;
        while (true) {
            try {
                end.await();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public void fail(String dependency) {
        fail(dependency, new Unwell(dependency + " at secret-host refuses", "mend " + dependency));
    }

    public void fail(String dependency, RuntimeException how) {
        troubles.put(dependency, () -> {
            throw how;
        });
    }

    public void recover() {
        troubles.clear();
        queue = new Queue(0, 0, 0);
        deadLetters = 0;
        model = Optional.of(new ModelVersion("m1"));
        asked.set(0);
    }

    /// How often index and alias were asked.
    public int askedOfTheIndex() {
        return requests.getOrDefault("index", 0) + requests.getOrDefault("alias", 0);
    }

    private void ask(String dependency) {
        asked.incrementAndGet();
        requests.merge(dependency, 1, Integer::sum);
        troubles.getOrDefault(dependency, () -> {}).run();
    }

    @Override
    public void bucket() {
        ask("bucket");
    }

    @Override
    public Queue queue() {
        ask("queue");
        return queue;
    }

    @Override
    public long deadLetters() {
        ask("deadLetters");
        return deadLetters;
    }

    @Override
    public Sample catalog() {
        ask("catalog");
        return sample;
    }

    @Override
    public Optional<Instant> oldestUnsettled() {
        ask("oldestUnsettled");
        return oldestUnsettled;
    }

    @Override
    public void embeddings() {
        ask("embeddings");
    }

    @Override
    public Optional<Long> index() {
        ask("index");
        return chunks;
    }

    @Override
    public Alias alias() {
        ask("alias");
        return alias;
    }

    @Override
    public Optional<ModelVersion> model() {
        ask("model");
        return model;
    }
}
