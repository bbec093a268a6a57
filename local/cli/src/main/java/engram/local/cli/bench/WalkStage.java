package engram.local.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import engram.local.chaos.proxy.FaultProxy;
import engram.local.cli.Failure;
import engram.local.cli.remote.Bucket;
import engram.local.cli.remote.Json;
import engram.local.system.AwsJson;
import engram.local.system.lambda.FunctionSpec;
import engram.local.system.lambda.HostSettings;
import engram.local.system.lambda.LambdaFunction;
import engram.local.system.lambda.Outcome;
import engram.local.system.lambda.Trigger;
import engram.local.system.parts.EmbeddedServers;
import engram.local.system.parts.Installation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The real servers, and of the deployed functions `ingest` and `reconcile` only, which do nothing unless they are told to: so
/// every request that the servers get is that of a walk, or of whoever prepares it. All of it is gone after [#close] or ctrl-C.
final class WalkStage implements AutoCloseable {

    static final int MEMORY = 512;

    /// The one whose changes nobody hears of: nothing piles up in the queue.
    private static final String BUCKET = EmbeddedServers.LEDGER_BUCKET;
    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Installation installation;
    private final Path folder;
    private final EmbeddedServers servers;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Tally tally = new Tally();
    private final List<FaultProxy> proxies = new ArrayList<>();
    private final List<LambdaFunction> functions = new ArrayList<>();
    private final Thread hook = Thread.ofPlatform().name("walk-stage").unstarted(this::end);
    private boolean ended;

    private WalkStage(Installation installation, Path folder) {
        this.installation = installation;
        this.folder = folder;
        this.servers = EmbeddedServers.start();
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// @param folder for what the functions write; whoever gives it deletes it
    static WalkStage start(Installation installation, Path folder) {
        return new WalkStage(installation, folder);
    }

    Bucket bucket() {
        return new Bucket(servers.s3(), BUCKET);
    }

    /// Where lists of the bucket are got.
    URI listing() {
        return servers.s3().resolve("/" + BUCKET);
    }

    AwsJson dynamoDb() {
        return AwsJson.dynamoDb(http, servers.dynamoDb());
    }

    URI index() {
        return servers.openSearch();
    }

    HttpClient http() {
        return http;
    }

    String bucketName() {
        return BUCKET;
    }

    Tally tally() {
        return tally;
    }

    /// @param memory in MiB
    synchronized LambdaFunction function(String name, int memory) throws IOException, InterruptedException {
        if (ended) {
            throw new IOException("the process is ending");
        }
        FunctionSpec spec = new FunctionSpec(
                name,
                installation.root().resolve("functions").resolve(name).resolve("target/function.zip"),
                FunctionSpec.FUNQY,
                memory,
                Duration.ofMinutes(1),
                1,
                List.of(new Trigger.Schedules(List.of(new Trigger.Rate(Duration.ofMinutes(1), "{}")))),
                environment());
        LambdaFunction function = LambdaFunction.start(
                spec,
                new HostSettings(installation.cache().resolve("functions"), folder, installation.root().resolve("local/system/target/ric"),
                        "us-east-1"),
                (_, _) -> {},
                Clock.systemUTC());
        functions.add(function);
        function.awaitReady(READY);
        return function;
    }

    /// Everything by way of proxies that count.
    private Map<String, String> environment() throws IOException {
        Map<String, String> settings = new HashMap<>(servers.settings());
        settings.put("engram.bucket", BUCKET);
        for (URI server : List.of(servers.s3(), servers.sqs(), servers.dynamoDb(), servers.openSearch())) {
            FaultProxy proxy = FaultProxy.start(server, 0, tally);
            proxies.add(proxy);
            settings.replaceAll((_, value) -> value.replace(server.toString(), proxy.endpoint().toString()));
        }
        Map<String, String> environment = new HashMap<>();
        settings.forEach((name, value) -> environment.put(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value));
        return environment;
    }

    static JsonNode invoke(LambdaFunction function, JsonNode event) throws IOException, InterruptedException {
        return switch (function.invoke(Json.bytes(event), PATIENCE)) {
            case Outcome.Returned(byte[] body) -> Json.read(body);
            case Outcome.Threw _, Outcome.Died _, Outcome.TimedOut _, Outcome.NotStarted _ ->
                throw Failure.failed(function.spec().name() + " did not do as it was told; its last words are in " + function.log());
        };
    }

    private synchronized void end() {
        if (!ended) {
            ended = true;
            functions.forEach(LambdaFunction::close);
            proxies.forEach(FaultProxy::close);
            servers.close();
        }
    }

    @Override
    public void close() {
        end();
        http.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the process is ending, and the hook finds nothing left to do
        }
    }
}
