package engram.local.system.lambda;

import engram.local.system.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// One deployed function: up to `concurrency` execution environments of its package. The first starts with the
/// function, unless it is wanted seldom, each further one when an invocation finds all others busy.
public final class LambdaFunction implements AutoCloseable {

    /// How long an invocation waits before a further process is started for it: one that has just answered takes a moment
    /// to ask for more.
    private static final Duration BREATH = Duration.ofMillis(100);

    private final FunctionSpec spec;
    private final HostSettings settings;
    private final Unpacked unpacked;
    private final Launch launch;
    private final Journal journal;
    private final Clock clock;
    private final Backlog backlog = new Backlog();
    private final List<Slot> slots = new ArrayList<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final AtomicLong invocations = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong restarts = new AtomicLong();
    private volatile boolean open = true;

    private LambdaFunction(FunctionSpec spec, HostSettings settings, Unpacked unpacked, Launch launch,
                           Journal journal, Clock clock) {
        this.spec = spec;
        this.settings = settings;
        this.unpacked = unpacked;
        this.launch = launch;
        this.journal = journal;
        this.clock = clock;
    }

    /// Unpacks the package and starts the first process, if it is to start at once; does not wait for it.
    ///
    /// @throws IOException if the package is missing or unusable
    public static LambdaFunction start(FunctionSpec spec, HostSettings settings, Journal journal, Clock clock)
            throws IOException {
        return start(spec, spec.name(), settings, journal, clock);
    }

    /// @param packageName of the package, which may be deployed as several functions
    public static LambdaFunction start(
            FunctionSpec spec, String packageName, HostSettings settings, Journal journal, Clock clock) throws IOException {
        Unpacked unpacked = Unpacked.of(spec.zip(), packageName, settings.work(), clock);
        Files.createDirectories(settings.logs());
        var function = new LambdaFunction(spec, settings, unpacked,
                Launch.of(unpacked, settings.runtimeClient()), journal, clock);
        if (spec.startsAtOnce()) {
            function.grow();
        } else {
            function.ready.complete(null);
        }
        return function;
    }

    public FunctionSpec spec() {
        return spec;
    }

    /// Whether its package is an executable, and no JVM runs it.
    public boolean isNative() {
        return unpacked.custom();
    }

    /// The file with the output of all its processes.
    public Path log() {
        return settings.logs().resolve(spec.name() + ".log");
    }

    /// Waits until the handler is loaded, if a process was started.
    ///
    /// @throws IOException if its process ends, or the time runs out, before that
    public void awaitReady(Duration most) throws IOException, InterruptedException {
        try {
            ready.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(spec.name() + ": not ready after " + most.toSeconds() + " s", e);
        }
    }

    /// Runs one event to its end. Expected ends are outcomes, all of them.
    ///
    /// @param patience longest wait for an environment to become free; the timeout of the function comes on top
    public Outcome invoke(byte[] event, Duration patience) throws InterruptedException {
        return run(event, patience).outcome();
    }

    /// The same, with what it took.
    public Ran run(byte[] event, Duration patience) throws InterruptedException {
        invocations.incrementAndGet();
        Ran ran = run(new Invocation(UUID.randomUUID().toString(), event), patience);
        if (!(ran.outcome() instanceof Outcome.Returned)) {
            errors.incrementAndGet();
            journal.say(spec.name(), "invocation " + ran.outcome().line());
        }
        return ran;
    }

    private Ran run(Invocation invocation, Duration patience) throws InterruptedException {
        if (!open) {
            return neverRan(invocation, "the host is going down");
        }
        if (!backlog.offer(invocation)) {
            return neverRan(invocation, "more than " + Backlog.LARGEST + " invocations wait");
        }
        try {
            return finish(invocation, taker(invocation, patience));
        } catch (TimeoutException e) {
            if (backlog.remove(invocation)) {
                return neverRan(invocation, "no environment was free for " + patience.toMillis() / 1000.0 + " s");
            }
            return finish(invocation, invocation.taken.join());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            backlog.remove(invocation);
            throw e;
        }
    }

    private static Ran neverRan(Invocation invocation, String why) {
        return new Ran(invocation.id, new Outcome.NotStarted(why), Duration.ZERO, 0);
    }

    private Environment taker(Invocation invocation, Duration patience)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (patience.compareTo(BREATH) > 0) {
            try {
                return invocation.taken.get(BREATH.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                growIfShort();
            }
        }
        return invocation.taken.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Ran finish(Invocation invocation, Environment environment) throws InterruptedException {
        long begun = System.nanoTime();
        Outcome outcome = outcome(invocation, environment);
        return new Ran(invocation.id, outcome, Duration.ofNanos(System.nanoTime() - begun), environment.pid());
    }

    private Outcome outcome(Invocation invocation, Environment environment) throws InterruptedException {
        try {
            return invocation.outcome.get(spec.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            invocation.outcome.complete(new Outcome.TimedOut(spec.timeout()));
            environment.kill();
            return invocation.outcome.join();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What would make the next start faster, if there is something to be done for it.
    public Optional<Rehearsal> rehearsal() {
        return launch instanceof Launch.Jvm jvm && !spec.isCalledOnly() && !Files.isRegularFile(jvm.cache(unpacked))
                ? Optional.of(new Rehearsal(spec, settings, unpacked, jvm, clock)) : Optional.empty();
    }

    public FunctionState state() {
        List<Environment> living = environments();
        return new FunctionState(spec.name(), living.stream().map(Environment::pid).toList(),
                (int) living.stream().filter(Environment::busy).count(),
                invocations.get(), errors.get(), restarts.get());
    }

    /// Whether no process was wanted yet.
    public boolean isAsleep() {
        synchronized (slots) {
            return slots.isEmpty();
        }
    }

    private List<Environment> environments() {
        synchronized (slots) {
            return slots.stream().map(Slot::environment).flatMap(Optional::stream).toList();
        }
    }

    private void growIfShort() {
        synchronized (slots) {
            if (backlog.size() > slots.stream().filter(Slot::starting).count()) {
                grow();
            }
        }
    }

    private void grow() {
        synchronized (slots) {
            if (open && slots.size() < spec.concurrency()) {
                var slot = new Slot(spec.name(), this::environment, this::replaced, ready);
                slots.add(slot);
                slot.start();
            }
        }
    }

    private Environment environment() throws IOException {
        return Environment.start(spec, launch.command(spec, unpacked), unpacked.task(), log(), settings.region(), backlog,
                clock);
    }

    private void replaced(String why) {
        journal.say(spec.name(), why + ", see " + log());
        restarts.incrementAndGet();
    }

    /// Ends all processes, in parallel; what they run has died.
    @Override
    public void close() {
        List<Slot> closing;
        synchronized (slots) {
            open = false;
            closing = List.copyOf(slots);
        }
        closing.parallelStream().forEach(Slot::stop);
        try {
            unpacked.close();
        } catch (IOException e) {
            journal.say(spec.name(), "its package could not be let go: " + e);
        }
    }
}
