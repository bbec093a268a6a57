package engram.local.chaos;

import engram.local.chaos.compare.Comparison;
import engram.local.chaos.compare.Finding;
import engram.local.chaos.compare.Snapshot;
import engram.local.chaos.compare.Stores;
import engram.local.chaos.load.Asker;
import engram.local.chaos.load.Author;
import engram.local.chaos.load.Changes;
import engram.local.chaos.load.Health;
import engram.local.system.LocalSystem;
import engram.local.system.Trial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/// One run: a system is put under load, storms break over it, it is left to settle, and what came of it is compared.
///
/// ```java
/// try (Chaos chaos = new Chaos(plan); LocalSystem system = LocalSystem.start(settings.withTrial(chaos.trial()), progress)) {
///     Report report = chaos.run(system, data, told);
/// }
/// ```
public final class Chaos implements AutoCloseable {

    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(400);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(100);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final int ASKED_AT_END = 400;
    private static final Pattern PASS = Pattern.compile("outcome=(indexed|unchanged|removed|empty|rejected) ");

    private final Plan plan;
    private final Proxies proxies;

    public Chaos(Plan plan) {
        this.plan = plan;
        this.proxies = new Proxies(plan.seed());
    }

    /// What the system must be started with.
    public Trial trial() {
        return new Trial(proxies::before, Plan.variables());
    }

    /// @param data the system's data directory; `logs/chaos.log` in it tells what happened when
    public Report run(LocalSystem system, Path data, Told told) throws IOException, InterruptedException {
        var random = new SplittableRandom(plan.seed());
        var health = new Health();
        var changes = new Changes(health, InstantSource.system());
        try (var log = new RunLog(data.resolve("logs/chaos.log"), told, Clock.systemUTC());
                var stores = new Stores(system.description());
                var author = new Author(random.nextLong(), system.description().s3().endpoint(), system.description().s3().bucket(), changes);
                var asker = new Asker(system.url(), author, changes, health);
                var arena = new Arena(system, proxies, author, stores)) {
            var ambush = new Ambush(arena, Plan.lease(), InstantSource.system());
            var blows = new Blows(arena, ambush);
            var storms = new Storms(arena, blows, health, log, random.split());
            weather(storms, author, asker, changes, stores, health, random, told);
            log.say("the last storm is over, nothing is written any more");
            var settling = new Settling(arena, changes, log);
            boolean settled = settle(settling, changes, stores, told);
            log.say(settled ? "all has settled" : "not all has settled in time");

            Snapshot snapshot = stores.snapshot();
            List<Finding> findings = Comparison.of(snapshot);
            Asker.Tally during = asker.tally();
            Asker.Tally end = askInTheEnd(system, author, changes, random);
            Set<String> missed = settled && findings.stream().allMatch(finding -> finding.kind() == Finding.Kind.ORPHAN)
                    ? new SelfCheck(system.description(), stores).missed(snapshot, findings) : Set.of();
            return new Report(plan, storms.dealt(), storms.missed(), storms.storms(), blows.met(), proxies.requests(), author.done(), changes.made(),
                    snapshot.objects().size(), snapshot.entries().values().stream().mapToLong(List::size).sum(), blows.duplicates(),
                    ambush.outlived(), passes(data), settling.redriven(), settled, settling.took(), changes.times(), during, end,
                    findings, missed);
        }
    }

    /// Load and storms side by side, until the time is up.
    private void weather(Storms storms, Author author, Asker asker, Changes changes, Stores stores, Health health,
                         SplittableRandom random, Told told) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long end = start + plan.time().toNanos();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        var going = new AtomicBoolean(true);
        try {
            List<Future<?>> load = new ArrayList<>();
            load.add(threads.submit(() -> over(BETWEEN_CHANGES, going, author::step)));
            for (int i = 0; i < 2; i++) {
                SplittableRandom own = random.split();
                load.add(threads.submit(() -> over(BETWEEN_QUESTIONS, going, () -> asker.ask(own))));
            }
            load.add(threads.submit(() -> over(BETWEEN_LOOKS, going, () -> look(changes, stores))));
            load.add(threads.submit(() -> over(Duration.ofSeconds(1), going, () -> told.at(
                    (System.nanoTime() - start) / 1_000_000_000, plan.time().toSeconds(),
                    changes.made() + " changes, " + asker.tally().asked() + " searches, " + storms.dealt().values().stream().mapToLong(n -> n).sum() + " blows"))));
            storms.until(end - Storms.GRACE.toNanos(), () -> check(load));
            health.end();
            going.set(false);
            for (Future<?> each : load) {
                each.get(2, TimeUnit.MINUTES);
            }
        } catch (TimeoutException e) {
            throw new IOException("the load did not end with the run: something does not answer", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load broke off: " + e.getCause(), e.getCause());
        } finally {
            health.end();
            threads.shutdownNow();
            threads.close();
        }
    }

    private static void check(List<Future<?>> load) throws ExecutionException, InterruptedException {
        for (Future<?> each : load) {
            if (each.isDone()) {
                each.get();
            }
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private static Void over(Duration pause, AtomicBoolean going, Step step) throws Exception {
        while (going.get()) {
            step.run();
            Thread.sleep(pause);
        }
        return null;
    }

    private static void look(Changes changes, Stores stores) throws InterruptedException {
        try {
            changes.look(stores.catalog());
        } catch (IOException e) {
            // The catalog is away: the next look will tell.
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private static boolean settle(Settling settling, Changes changes, Stores stores, Told told) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var going = new AtomicBoolean(true);
            threads.submit(() -> over(BETWEEN_LOOKS, going, () -> look(changes, stores)));
            try {
                return settling.await(told);
            } finally {
                going.set(false);
                threads.shutdownNow();
            }
        }
    }

    /// What is there must be found, what is not there any more must not.
    private static Asker.Tally askInTheEnd(LocalSystem system, Author author, Changes changes, SplittableRandom random)
            throws InterruptedException {
        var calm = new Health();
        calm.begin();
        try (var asker = new Asker(system.url(), author, changes, calm)) {
            for (List<Author.Word> words : List.of(author.present(), author.past())) {
                for (int i = 0; i < ASKED_AT_END / 2 && !words.isEmpty(); i++) {
                    asker.ask(words.get(random.nextInt(words.size())), i % 4 == 0 ? "hybrid" : "lexical");
                }
            }
            return asker.tally();
        }
    }

    private static long passes(Path data) throws IOException {
        try (var lines = Files.lines(data.resolve("logs/ingest.log"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> PASS.matcher(line).find()).count();
        }
    }

    @Override
    public void close() {
        proxies.close();
    }
}
