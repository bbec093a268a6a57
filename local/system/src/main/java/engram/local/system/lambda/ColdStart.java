package engram.local.system.lambda;

import engram.local.system.PackageKind;
import engram.local.system.Resident;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A deployed package that is started as often as one likes, each time for one event, to see how long that takes. Its processes are
/// started as those of a function are, and get what a function gets.
public final class ColdStart implements AutoCloseable {

    /// How a process is started.
    public enum Kind {
        /// As Lambda's managed runtime starts a package: by its own class loader.
        MANAGED,
        /// Everything on the class path, as the local system and a container image have it.
        CLASS_PATH,
        /// The same with the AOT cache that [#train] made.
        AOT,
        /// As Lambda's managed runtime, from the moment at which it was restored from its snapshot. What restoring takes is Lambda's own, and not
        /// in it.
        SNAPSHOT,
        /// The native executable of the function, if it was built.
        NATIVE
    }

    /// @param ready    from the start to the process's question for work
    /// @param answered from the start to the answer
    /// @param rssBytes memory in RAM just after it
    public record Started(Duration ready, Duration answered, long rssBytes, Outcome outcome) {
    }

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String INITIALIZATION = "AWS_LAMBDA_INITIALIZATION_TYPE";

    private final FunctionSpec spec;
    private final HostSettings settings;
    private final Unpacked unpacked;
    private final Optional<Unpacked> executable;
    private final Launch.Jvm jvm;
    private final Path cache;
    private final Clock clock;

    private ColdStart(
            FunctionSpec spec, HostSettings settings, Unpacked unpacked, Optional<Unpacked> executable, Launch.Jvm jvm, Clock clock) {
        this.spec = spec;
        this.settings = settings;
        this.unpacked = unpacked;
        this.executable = executable;
        this.jvm = jvm;
        this.cache = unpacked.code().resolveSibling("trained-" + spec.name() + "-" + UUID.randomUUID() + ".aot");
        this.clock = clock;
    }

    /// Unpacks the package, and the native one beside it if there is one.
    ///
    /// @param name     of the package, which may be deployed as several functions
    /// @param javaHome of the JVM that runs it
    /// @throws IOException if it is missing, or is not for a JVM
    public static ColdStart of(FunctionSpec spec, String name, HostSettings settings, Path javaHome, Clock clock) throws IOException {
        Unpacked unpacked = Unpacked.of(spec.zip(), name, settings.work(), clock);
        if (unpacked.custom()) {
            unpacked.close();
            throw new IOException(spec.zip() + " is a native package: build the ones for a JVM (mvn package)");
        }
        Path executable = PackageKind.NATIVE.zip(spec.zip().getParent().getParent());
        Files.createDirectories(settings.logs());
        return new ColdStart(spec, settings, unpacked,
                Files.isRegularFile(executable) ? Optional.of(Unpacked.of(executable, name, settings.work(), clock)) : Optional.empty(),
                Launch.Jvm.of(javaHome, settings.runtimeClient()), clock);
    }

    public FunctionSpec spec() {
        return spec;
    }

    /// Whether it can be started so: natively only if that was built.
    public boolean can(Kind kind) {
        return kind != Kind.NATIVE || executable.isPresent();
    }

    /// Makes the AOT cache, by a process that answers these events.
    ///
    /// @return the cache; it goes with [#close]
    public Path train(List<byte[]> events) throws IOException, InterruptedException {
        new Rehearsal(spec, settings, unpacked, jvm, cache, events, clock).run();
        return cache;
    }

    /// Starts a process, has it answer the event, and ends it.
    ///
    /// @throws IOException if it ends, or does not answer within a minute
    public Started start(Kind kind, byte[] event) throws IOException, InterruptedException {
        return kind == Kind.SNAPSHOT
                ? start(toBeSnapshot(), command(kind), directory(kind), event, true)
                : start(spec, command(kind), directory(kind), event, false);
    }

    /// The same with a command line of one's own.
    Started start(List<String> command, byte[] event) throws IOException, InterruptedException {
        return start(spec, command, unpacked.task(), event, false);
    }

    private Started start(FunctionSpec told, List<String> command, Path directory, byte[] event, boolean snapshot)
            throws IOException, InterruptedException {
        var backlog = new Backlog();
        var invocation = new Invocation(UUID.randomUUID().toString(), event);
        backlog.offer(invocation);
        long begun = System.nanoTime();
        var environment = Environment.start(told, command, directory, log(), settings.region(), backlog, clock);
        try (environment) {
            var restored = environment.restored().thenApply(_ -> System.nanoTime());
            var ready = environment.ready().thenApply(_ -> System.nanoTime());
            var answered = invocation.outcome.thenApply(_ -> System.nanoTime());
            ready.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            Outcome outcome = invocation.outcome.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            long rss = Resident.bytes(environment.pid());
            long from = snapshot ? restored.get() : begun;
            return new Started(Duration.ofNanos(ready.get() - from), Duration.ofNanos(answered.get() - from), rss, outcome);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(spec.name() + " did not answer; see " + log(), e);
        } finally {
            environment.kill();
        }
    }

    /// How a process is started as this kind.
    List<String> command(Kind kind) {
        return switch (kind) {
            case MANAGED -> jvm.managed(spec);
            case CLASS_PATH -> jvm.plain(spec, unpacked);
            case AOT -> jvm.cached(spec, unpacked, cache);
            case SNAPSHOT -> jvm.snapshot(spec);
            case NATIVE -> Launch.Custom.ofThisProcess().command(spec, executable());
        };
    }

    private Path directory(Kind kind) {
        return kind == Kind.NATIVE ? executable().task() : unpacked.task();
    }

    private Unpacked executable() {
        return executable.orElseThrow(() -> new IllegalStateException(spec.name() + " has no native package"));
    }

    private FunctionSpec toBeSnapshot() {
        Map<String, String> environment = new HashMap<>(spec.environment());
        environment.put(INITIALIZATION, "snap-start");
        return new FunctionSpec(spec.name(), spec.zip(), spec.handler(), spec.memory(), spec.timeout(), spec.concurrency(), spec.triggers(),
                environment);
    }

    /// The file with the output of all processes.
    Path log() {
        return settings.logs().resolve("cold-start.log");
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(cache);
        if (executable.isPresent()) {
            executable.get().close();
        }
        unpacked.close();
    }
}
