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

/// A run of a function's package for nothing but its AOT cache, with which later processes start in a third of the time. It
/// is a process of its own, at the lowest priority, and takes some ten seconds.
public final class Rehearsal {

    /// What processes that rehearse write: nothing in it was done for anybody.
    public static final String LOG = "rehearsal.log";

    private static final Duration READY = Duration.ofMinutes(1);
    private static final Duration WRITTEN = Duration.ofMinutes(2);
    private static final Path NICE = Path.of("/usr/bin/nice");

    private final FunctionSpec spec;
    private final HostSettings settings;
    private final Unpacked unpacked;
    private final Launch.Jvm launch;
    private final Clock clock;

    Rehearsal(FunctionSpec spec, HostSettings settings, Unpacked unpacked, Launch.Jvm launch, Clock clock) {
        this.spec = spec;
        this.settings = settings;
        this.unpacked = unpacked;
        this.launch = launch;
        this.clock = clock;
    }

    /// Name of the function.
    public String name() {
        return spec.name();
    }

    /// Makes the cache.
    ///
    /// @throws IOException if the process does not come up, or writes none
    public void run() throws IOException, InterruptedException {
        Path output = launch.cache(unpacked).resolveSibling("rehearsal-" + UUID.randomUUID() + ".aot");
        try {
            perform(output);
            if (!Files.isRegularFile(output)) {
                throw new IOException("the rehearsal of " + spec.name() + " wrote no cache; see " + log());
            }
            Files.move(output, launch.cache(unpacked), StandardCopyOption.ATOMIC_MOVE);
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
        var invocation = new Invocation("rehearsal", event().getBytes(StandardCharsets.UTF_8));
        backlog.offer(invocation);
        var environment = Environment.start(spec, command, unpacked.task(), log(), settings.region(), backlog, clock);
        try {
            invocation.outcome.get(READY.toMillis(), TimeUnit.MILLISECONDS);
            environment.close(WRITTEN);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the rehearsal of " + spec.name() + " did not answer; see " + log(), e);
        } finally {
            environment.close();
        }
    }

    private Path log() {
        return settings.logs().resolve(LOG);
    }

    /// What does nothing but have the classes loaded that an invocation takes.
    private String event() {
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
