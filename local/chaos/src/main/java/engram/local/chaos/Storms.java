package engram.local.chaos;

import engram.local.chaos.load.Health;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Storms with quiet between them. All is healthy from [#GRACE] after the last blow is over, every process runs and the index
/// has its shards, until the next storm.
final class Storms {

    /// How long after a storm failures still count as the storm's: clients find out that connections are dead, processes
    /// start, circuits close.
    static final Duration GRACE = Duration.ofSeconds(15);
    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final Duration STORM = Duration.ofSeconds(15);
    /// In what time everything must be there again.
    static final Duration RECOVERY = Duration.ofMinutes(4);
    private static final int FEWEST = 4;
    private static final int MOST = 8;

    private final Arena arena;
    private final Blows blows;
    private final Health health;
    private final RunLog log;
    private final SplittableRandom random;
    private final Deck deck;
    private final Map<Blow, Long> dealt = new EnumMap<>(Blow.class);
    private final Map<Blow, Long> missed = new EnumMap<>(Blow.class);
    private long storms;

    Storms(Arena arena, Blows blows, Health health, RunLog log, SplittableRandom random) {
        this.arena = arena;
        this.blows = blows;
        this.health = health;
        this.log = log;
        this.random = random;
        this.deck = new Deck(random.split());
    }

    /// What a storm breaks over.
    interface Load {
        /// @throws ExecutionException if some of it has broken off
        void check() throws ExecutionException, InterruptedException;
    }

    /// @param end of the last storm, as [System#nanoTime] counts
    void until(long end, Load load) throws InterruptedException, IOException, ExecutionException {
        health.begin();
        Thread.sleep(QUIET);
        while (System.nanoTime() < end) {
            health.end();
            storm();
            recover(load);
            load.check();
            health.begin();
            Thread.sleep(QUIET);
        }
    }

    private void storm() throws InterruptedException {
        storms++;
        List<Blow> chosen = deck.deal(random.nextInt(FEWEST, MOST));
        log.say("storm " + storms + ": " + String.join(", ", chosen.stream().map(Blow::label).toList()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> under = chosen.stream().<Future<?>>map(blow -> {
                long after = random.nextLong(STORM.toMillis());
                SplittableRandom own = random.split();
                return threads.submit(() -> deal(blow, after, own));
            }).toList();
            try {
                for (Future<?> blow : under) {
                    blow.get();
                }
            } finally {
                // Of no effect unless this run ends here: then nobody waits until the storm is over.
                threads.shutdownNow();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a blow failed: " + e.getCause(), e.getCause());
        }
    }

    private Void deal(Blow blow, long afterMillis, SplittableRandom own) throws InterruptedException {
        Thread.sleep(afterMillis);
        log.say(blow.label() + " begins");
        Dealt what;
        try {
            what = blows.deal(blow, own);
        } catch (IOException e) {
            what = new Dealt(false, "could not reach what it was meant for: " + e);
        }
        log.say(blow.label() + " ends: " + what.what());
        synchronized (dealt) {
            (what.hit() ? dealt : missed).merge(blow, 1L, Long::sum);
        }
        return null;
    }

    private void recover(Load load) throws InterruptedException, IOException, ExecutionException {
        long end = System.nanoTime() + RECOVERY.toNanos();
        while (!arena.allRun() || arena.proxies().late() > 0) {
            if (System.nanoTime() > end) {
                throw new IOException("not every process runs again " + RECOVERY.toMinutes() + " minutes after a storm");
            }
            load.check();
            Thread.sleep(200);
        }
        log.say("all run again");
        Thread.sleep(GRACE);
    }

    /// Blows that hit somebody.
    Map<Blow, Long> dealt() {
        synchronized (dealt) {
            return new EnumMap<>(dealt);
        }
    }

    /// Blows that hit nobody.
    Map<Blow, Long> missed() {
        synchronized (dealt) {
            return new EnumMap<>(missed);
        }
    }

    long storms() {
        return storms;
    }
}
