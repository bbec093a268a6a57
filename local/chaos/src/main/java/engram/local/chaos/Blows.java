package engram.local.chaos;

import engram.local.chaos.proxy.Fault;
import engram.local.chaos.proxy.Injection;
import engram.local.system.parts.Part;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Deals blows. Each undoes itself, but for processes that it killed, which the system brings back. Safe for use by several
/// threads.
final class Blows {

    private static final Duration FROM = Duration.ofSeconds(4);
    private static final Duration TO = Duration.ofSeconds(14);
    private static final List<Part> STORES = List.of(Part.values());
    private static final List<Part> WRITTEN = List.of(Part.SQS, Part.DYNAMODB, Part.OPENSEARCH);
    private static final int TRIES_TO_CATCH = 12;

    private final Arena arena;
    private final Duration lease;
    private final AtomicLong duplicates = new AtomicLong();
    private final AtomicLong outlived = new AtomicLong();
    private final Map<Blow, Long> met = new EnumMap<>(Blow.class);

    /// @param lease longest time for which a writer may hold a document
    Blows(Arena arena, Duration lease) {
        this.arena = arena;
        this.lease = lease;
    }

    /// Messages sent although nothing had changed.
    long duplicates() {
        return duplicates.get();
    }

    /// Leases that ran out while their holder was suspended.
    long outlived() {
        return outlived.get();
    }

    /// Requests that met each fault of the network.
    synchronized Map<Blow, Long> met() {
        return new EnumMap<>(met);
    }

    /// Returns when it is over.
    ///
    /// @return what it was, for a log
    String deal(Blow blow, SplittableRandom random) throws IOException, InterruptedException {
        return switch (blow) {
            case KILL_INGEST -> kill(arena.pids("ingest"), random);
            case KILL_QUERY -> kill(arena.pids("query"), random);
            case KILL_RECONCILE -> kill(arena.pids("reconcile"), random);
            case KILL_S3 -> kill(List.of(arena.pid(Part.S3)), random);
            case KILL_SQS -> kill(List.of(arena.pid(Part.SQS)), random);
            case KILL_DYNAMODB -> kill(List.of(arena.pid(Part.DYNAMODB)), random);
            case KILL_OPENSEARCH -> kill(List.of(arena.pid(Part.OPENSEARCH)), random);
            case SUSPEND_INGEST -> suspendIngest(random);
            case SUSPEND_STORE -> suspend(arena.pid(any(STORES, random)), time(random));
            case DELAY -> net(blow, any(STORES, random), new Fault.Delay(Duration.ofMillis(random.nextInt(50, 3_000))), 0.5, random);
            case SLOW_ANSWERS -> net(blow, any(STORES, random), new Fault.Slow(random.nextInt(100, 4_000)), 0.5, random);
            case CUT -> net(blow, any(STORES, random), new Fault.Cut(), share(random), random);
            case CUT_ANSWERS -> net(blow, any(STORES, random), new Fault.CutAnswer(random.nextInt(400)), 0.4, random);
            case LOST_ANSWERS -> net(blow, any(STORES, random), new Fault.LostAnswer(), 0.4, random);
            case SILENCE -> net(blow, any(STORES, random), new Fault.Silence(), 0.3, random);
            case BUSY -> {
                Part part = any(STORES, random);
                yield net(blow, part, BusyAnswers.of(part, random), share(random), random);
            }
            case GARBAGE -> net(blow, any(STORES, random), new Fault.Garbage(), share(random), random);
            case TWICE -> net(blow, any(WRITTEN, random), new Fault.Twice(), 0.5, random);
            case LATE -> net(blow, any(WRITTEN, random), new Fault.Late(Duration.ofMillis(random.nextInt(1_000, 25_000))), 0.3, random);
            case DISK_FULL -> block(random.nextBoolean() ? "read_only_allow_delete" : "write", random);
            case INDEX_REFUSES -> during(blow, arena.proxies().of(Part.OPENSEARCH).inject(BusyAnswers.READ_ONLY, 1, "_bulk"), random);
            case DUPLICATES -> duplicates(random);
        };
    }

    private static <T> T any(List<T> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }

    private static Duration time(SplittableRandom random) {
        return Duration.ofMillis(random.nextLong(FROM.toMillis(), TO.toMillis()));
    }

    /// Some, or all.
    private static double share(SplittableRandom random) {
        return random.nextInt(3) == 0 ? 1 : random.nextDouble(0.2, 0.8);
    }

    private static String kill(List<Long> pids, SplittableRandom random) {
        if (pids.isEmpty()) {
            return "nobody was there";
        }
        long pid = any(pids, random);
        Signals.kill(pid);
        return "process " + pid;
    }

    private static String suspend(long pid, Duration time) throws IOException, InterruptedException {
        if (pid == 0 || !Signals.suspend(pid)) {
            return "nobody was there";
        }
        try {
            Thread.sleep(time);
        } finally {
            Signals.resume(pid);
        }
        return "process " + pid + " for " + time.toMillis() + " ms";
    }

    /// Catches a process that holds a document, and lets go when that lease has long run out.
    private String suspendIngest(SplittableRandom random) throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            List<Long> pids = arena.pids("ingest");
            if (pids.isEmpty()) {
                return "nobody was there";
            }
            long pid = any(pids, random);
            if (!Signals.suspend(pid)) {
                continue;
            }
            try {
                Map<String, Long> holds = holds();
                if (!holds.isEmpty() || tries == TRIES_TO_CATCH) {
                    Thread.sleep(lease.plusSeconds(4));
                    outlived.addAndGet(holds.size());
                    return "process " + pid + ", which held " + holds.size() + " documents, for " + lease.toSeconds() + " s and 4";
                }
            } finally {
                Signals.resume(pid);
            }
            Thread.sleep(random.nextInt(50, 400));
        }
    }

    /// Leases that do not move for a while: those of the process that does not move.
    private Map<String, Long> holds() throws InterruptedException {
        Map<String, Long> first = held();
        Thread.sleep(1_500);
        Map<String, Long> still = held();
        first.entrySet().removeIf(each -> !each.getValue().equals(still.get(each.getKey())));
        return first;
    }

    private Map<String, Long> held() throws InterruptedException {
        try {
            return new HashMap<>(arena.catalog().read().held());
        } catch (IOException e) {
            // The catalog is away: nobody can tell.
            return new HashMap<>();
        }
    }

    private String net(Blow blow, Part part, Fault fault, double share, SplittableRandom random) throws InterruptedException {
        return part.id() + " " + during(blow, arena.proxies().of(part).inject(fault, share), random);
    }

    private String during(Blow blow, Injection injection, SplittableRandom random) throws InterruptedException {
        Duration time = time(random);
        try (injection) {
            Thread.sleep(time);
        }
        synchronized (this) {
            met.merge(blow, injection.met(), Long::sum);
        }
        return injection.met() + " requests in " + time.toMillis() + " ms";
    }

    private String block(String name, SplittableRandom random) throws InterruptedException {
        Duration time = time(random);
        try {
            arena.block(name, "true");
            Thread.sleep(time);
        } finally {
            arena.block(name, "null");
        }
        return "index.blocks." + name + " for " + time.toMillis() + " ms";
    }

    private String duplicates(SplittableRandom random) throws IOException, InterruptedException {
        int sent = arena.duplicate(random.nextInt(100, 500), random);
        duplicates.addAndGet(sent);
        return sent + " messages";
    }
}
