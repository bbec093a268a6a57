package engram.local.cli.coldstart;

import engram.local.cli.Failure;
import engram.local.cli.measure.GeneratedPages;
import engram.local.cli.remote.Bucket;
import engram.local.cli.remote.Json;
import engram.local.system.Deployment;
import engram.local.system.SystemSettings;
import engram.local.system.lambda.ColdStart;
import engram.local.system.lambda.FunctionSpec;
import engram.local.system.lambda.HostSettings;
import engram.local.system.lambda.LambdaFunction;
import engram.local.system.lambda.Outcome;
import engram.local.system.lambda.Trigger;
import engram.local.system.parts.EmbeddedServers;
import engram.local.system.parts.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The real servers with some documents in them, and no function that runs by itself: whatever is started here has the machine, as far as
/// others let it.
public final class Stage implements AutoCloseable {

    private static final int DOCUMENTS = 20;
    private static final String REGION = "us-east-1";
    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Installation installation = Installation.find();
    private final Path folder;
    private final Path javaHome;
    private final EmbeddedServers servers;
    private final Requests requests;
    private final Thread hook = Thread.ofPlatform().name("cold-start-stage").unstarted(this::end);
    private boolean ended;

    private Stage(Path folder, Path javaHome, long seed) {
        this.folder = folder;
        this.javaHome = javaHome;
        this.servers = EmbeddedServers.start();
        this.requests = new Requests(
                installation.root().resolve("events"), new Bucket(servers.s3(), EmbeddedServers.BUCKET), new GeneratedPages(seed));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// @param folder   for what functions write; whoever gives it deletes it
    /// @param javaHome of the JVM that runs the functions
    public static Stage start(Path folder, Path javaHome, long seed) throws IOException {
        Stage stage = new Stage(folder, javaHome, seed);
        try {
            stage.fill();
            return stage;
        } catch (IOException | RuntimeException e) {
            stage.close();
            throw e;
        } catch (InterruptedException e) {
            stage.close();
            Thread.currentThread().interrupt();
            throw Failure.failed("interrupted", e);
        }
    }

    Requests requests() {
        return requests;
    }

    /// What the template deploys, and the bare function that it is compared with, which has the options of most.
    List<FunctionSpec> functions() {
        List<FunctionSpec> functions = new ArrayList<>();
        functions.add(new FunctionSpec("hello", installation.root().resolve("functions/hello/target/function.zip"), FunctionSpec.FUNQY, 512,
                Duration.ofMinutes(1), 1, List.of(new Trigger.Calls()), Map.of()));
        // Nobody waits for the hook of a deployment, and it asks another function.
        Deployment.ENGRAM.functions(SystemSettings.of(folder, 0), environment()).stream()
                .filter(spec -> !spec.handler().equals(Deployment.SMOKE))
                .forEach(functions::add);
        return functions;
    }

    ColdStart coldStart(FunctionSpec spec) throws IOException {
        return ColdStart.of(spec, packageName(spec), host(), javaHome, Clock.systemUTC());
    }

    private static String packageName(FunctionSpec spec) {
        return spec.zip().getParent().getParent().getFileName().toString();
    }

    private HostSettings host() {
        return new HostSettings(installation.cache().resolve("functions"), folder.resolve("logs"),
                installation.root().resolve("local/system/target/ric"), REGION);
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        servers.settings()
                .forEach((name, value) -> environment.put(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value));
        return environment;
    }

    private void fill() throws IOException, InterruptedException {
        FunctionSpec spec = functions().stream().filter(each -> each.name().equals("ingest")).findFirst().orElseThrow();
        try (LambdaFunction ingest = LambdaFunction.start(spec, packageName(spec), host(), (_, _) -> {}, Clock.systemUTC())) {
            ingest.awaitReady(READY);
            for (int i = 0; i < DOCUMENTS; i++) {
                Outcome outcome = ingest.invoke(requests.change(), PATIENCE);
                if (!(outcome instanceof Outcome.Returned(byte[] body)) || !Json.read(body).path("batchItemFailures").isEmpty()) {
                    throw Failure.failed("ingest could not index a document: it " + outcome.line() + "; its last words are in " + ingest.log());
                }
            }
        }
    }

    private synchronized void end() {
        if (!ended) {
            ended = true;
            servers.close();
        }
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the process is ending, and the hook finds nothing left to do
        }
    }
}
