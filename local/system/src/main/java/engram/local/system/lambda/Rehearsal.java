package engram.local.system.lambda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A run of a function's package for nothing but its AOT cache, with which later processes start in less than half of the time. It
/// is a process of its own, at the lowest priority, and takes some ten seconds. The JVM that runs it is the only one that the cache is
/// good for.
public final class Rehearsal {

    /// What processes that rehearse write: nothing in it was done for anybody.
    public static final String LOG = "rehearsal.log";

    /// At the lowest priority, it gets what the others leave.
    private static final Duration READY = Duration.ofMinutes(5);
    private static final Duration WRITTEN = Duration.ofMinutes(5);
    private static final Path NICE = Path.of("/usr/bin/nice");

    private final FunctionSpec spec;
    private final HostSettings settings;
    private final Unpacked unpacked;
    private final Launch.Jvm launch;
    private final Path cache;
    private final List<byte[]> events;
    private final Clock clock;

    /// For the cache that the package's next processes are started with, by what does nothing.
    Rehearsal(FunctionSpec spec, HostSettings settings, Unpacked unpacked, Launch.Jvm launch, Clock clock) {
        this(spec, settings, unpacked, launch, launch.cache(unpacked), List.of(event(spec).getBytes(StandardCharsets.UTF_8)), clock);
    }

    /// @param cache  the file to write
    /// @param events what is asked while it learns, one after the other
    Rehearsal(FunctionSpec spec, HostSettings settings, Unpacked unpacked, Launch.Jvm launch, Path cache, List<byte[]> events, Clock clock) {
        this.spec = spec;
        this.settings = settings;
        this.unpacked = unpacked;
        this.launch = launch;
        this.cache = cache;
        this.events = List.copyOf(events);
        this.clock = clock;
    }

    /// Name of the function.
    public String name() {
        return spec.name();
    }

    /// Makes the cache.
    ///
    /// @throws IOException if the process does not come up, writes none, or one that the JVM does not start with
    public void run() throws IOException, InterruptedException {
        Path output = cache.resolveSibling("rehearsal-" + UUID.randomUUID() + ".aot");
        try {
            perform(output);
            if (!Files.isRegularFile(output)) {
                throw new IOException("the rehearsal of " + spec.name() + " wrote no cache; see " + log());
            }
            requireFit(output);
            Files.move(output, cache, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            throw new IOException("the AOT cache of " + spec.name() + " could not be kept: " + e, e);
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(output.resolveSibling(output.getFileName() + ".config"));
        }
    }

    private void perform(Path output) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        if (Files.isExecutable(NICE)) {
            command.addAll(List.of(NICE.toString(), "-n", "19"));
        }
        command.addAll(launch.rehearsal(spec, unpacked, output));
        var backlog = new Backlog();
        var environment = Environment.start(spec, command, unpacked.task(), log(), settings.region(), backlog, clock);
        try {
            environment.ready().get(READY.toMillis(), TimeUnit.MILLISECONDS);
            for (byte[] event : events) {
                ask(backlog, event);
            }
            environment.close(WRITTEN);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the rehearsal of " + spec.name() + " did not start; see " + log(), e);
        } finally {
            environment.close();
        }
    }

    private void ask(Backlog backlog, byte[] event) throws IOException, InterruptedException {
        var invocation = new Invocation("rehearsal-" + UUID.randomUUID(), event);
        backlog.offer(invocation);
        try {
            if (!(invocation.outcome.get(READY.toMillis(), TimeUnit.MILLISECONDS) instanceof Outcome.Returned)) {
                throw new IOException("the rehearsal of " + spec.name() + " " + invocation.outcome.join().line() + "; see " + log());
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the rehearsal of " + spec.name() + " did not answer; see " + log(), e);
        }
    }

    /// Most caches that do not fit are passed over, but not all: with too small a heap, the JVM ends at once.
    private void requireFit(Path output) throws IOException, InterruptedException {
        Process trial = new ProcessBuilder(launch.trial(spec, unpacked, output))
                .directory(unpacked.task().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        try {
            if (!trial.waitFor(READY.toMillis(), TimeUnit.MILLISECONDS) || trial.exitValue() != 0) {
                throw new IOException("the JVM does not start with the cache of " + spec.name() + "; see " + log());
            }
        } finally {
            trial.destroyForcibly();
        }
    }

    private Path log() {
        return settings.logs().resolve(LOG);
    }

    /// What does nothing but have the classes loaded that an invocation takes.
    private static String event(FunctionSpec spec) {
        return switch (spec.triggers().getFirst()) {
            case Trigger.Queue _ -> "{\"Records\":[]}";
            case Trigger.Calls _ -> "{}";
            case Trigger.Schedules(var rates) -> rates.getFirst().event();
            case Trigger.Http(String path) when !path.endsWith("/") -> request("GET", path, "");
            // A search in a workspace that holds nothing: it takes the classes of every layer, down to the stores' clients.
            case Trigger.Http(String prefix) ->
                request("POST", prefix + "workspaces/rehearsal/search", "{\\\"query\\\":\\\"rehearsal\\\"}");
        };
    }

    private static String request(String method, String path, String body) {
        return """
                {"version":"2.0","routeKey":"$default","rawPath":"%2$s","rawQueryString":"",
                "headers":{"host":"localhost","content-type":"application/json"},"requestContext":{"http":{
                "method":"%1$s","path":"%2$s","protocol":"HTTP/1.1","sourceIp":"127.0.0.1",
                "userAgent":"rehearsal"},"stage":"$default"},"body":"%3$s",
                "isBase64Encoded":false}""".formatted(method, path, body);
    }
}
