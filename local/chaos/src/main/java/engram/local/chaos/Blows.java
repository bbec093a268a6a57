package engram.local.chaos;

import engram.local.chaos.proxy.Fault;
import engram.local.chaos.proxy.Injection;
import engram.local.system.Description.Child;
import engram.local.system.parts.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumMap;
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

    private final Arena arena;
    private final Ambush ambush;
    private final AtomicLong duplicates = new AtomicLong();
    private final Map<Blow, Long> met = new EnumMap<>(Blow.class);

    Blows(Arena arena, Ambush ambush) {
        this.arena = arena;
        this.ambush = ambush;
    }

    /// Messages sent although nothing had changed.
    long duplicates() {
        return duplicates.get();
    }

    /// Requests that met each fault of the network.
    synchronized Map<Blow, Long> met() {
        return new EnumMap<>(met);
    }

    /// Returns when it is over.
    Dealt deal(Blow blow, SplittableRandom random) throws IOException, InterruptedException {
        return switch (blow) {
            case KILL_INGEST -> kill("ingest", random);
            case KILL_QUERY -> kill("query", random);
            case KILL_RECONCILE -> kill("reconcile", random);
            case KILL_S3 -> kill(Part.S3.id(), random);
            case KILL_SQS -> kill(Part.SQS.id(), random);
            case KILL_DYNAMODB -> kill(Part.DYNAMODB.id(), random);
            case KILL_OPENSEARCH -> kill(Part.OPENSEARCH.id(), random);
            case SUSPEND_INGEST -> ambush.spring(random);
            case SUSPEND_STORE -> suspend(any(STORES, random), time(random));
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

    private Dealt kill(String name, SplittableRandom random) {
        List<Child> there = arena.processes(name);
        if (there.isEmpty()) {
            return Dealt.NOBODY;
        }
        Child child = any(there, random);
        return Signals.kill(child) ? new Dealt(true, "process " + child.pid()) : Dealt.NOBODY;
    }

    private Dealt suspend(Part part, Duration time) throws IOException, InterruptedException {
        List<Child> there = arena.processes(part.id());
        if (there.isEmpty() || !Signals.suspend(there.getFirst())) {
            return Dealt.NOBODY;
        }
        Child child = there.getFirst();
        try {
            Thread.sleep(time);
        } finally {
            Signals.resume(child);
        }
        return new Dealt(true, part.id() + ", process " + child.pid() + ", for " + time.toMillis() + " ms");
    }

    private Dealt net(Blow blow, Part part, Fault fault, double share, SplittableRandom random) throws InterruptedException {
        Dealt dealt = during(blow, arena.proxies().of(part).inject(fault, share), random);
        return new Dealt(dealt.hit(), part.id() + " " + dealt.what());
    }

    private Dealt during(Blow blow, Injection injection, SplittableRandom random) throws InterruptedException {
        Duration time = time(random);
        try (injection) {
            Thread.sleep(time);
        }
        synchronized (this) {
            met.merge(blow, injection.met(), Long::sum);
        }
        return new Dealt(injection.met() > 0, injection.met() + " requests in " + time.toMillis() + " ms");
    }

    private Dealt block(String name, SplittableRandom random) throws IOException, InterruptedException {
        Duration time = time(random);
        try {
            arena.block(name, "true");
            Thread.sleep(time);
        } finally {
            lift(name);
        }
        return new Dealt(true, "index.blocks." + name + " for " + time.toMillis() + " ms");
    }

    /// A block that stays would spoil the rest of the run.
    private void lift(String name) throws InterruptedException {
        try {
            arena.block(name, "null");
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private Dealt duplicates(SplittableRandom random) throws IOException, InterruptedException {
        int sent = arena.duplicate(random.nextInt(100, 500), random);
        duplicates.addAndGet(sent);
        return new Dealt(sent > 0, sent + " messages");
    }
}
