package engram.local.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.system.lambda.FunctionSpec;
import engram.local.system.lambda.HostSettings;
import engram.local.system.lambda.LambdaFunction;
import engram.local.system.lambda.Outcome;
import engram.local.system.lambda.Trigger;
import engram.local.system.parts.EmbeddedServers;
import engram.local.system.parts.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One process of the deployed package of `reconcile`, which waits for a while after each hundred hints.
final class Walker implements AutoCloseable {

    /// Of documents that are looked at before a walk sends hints for them, and looks at the clock.
    static final int AT_ONCE = 100;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration READY = Duration.ofMinutes(2);
    /// The process may be suspended for long.
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final String ORDERS = "{\"task\":\"reconcile\"}";

    private final String owner;
    private final LambdaFunction function;

    /// @param owner of its walks
    Walker(String owner, EmbeddedServers servers, Path folder) throws IOException, InterruptedException {
        this.owner = owner;
        Installation installation = Installation.find();
        FunctionSpec spec = new FunctionSpec(
                "reconcile",
                installation.root().resolve("functions/reconcile/target/function.zip"),
                FunctionSpec.FUNQY,
                512,
                TIMEOUT,
                1,
                List.of(new Trigger.Schedules(List.of(new Trigger.Rate(Duration.ofSeconds(1), ORDERS)))),
                environment(servers));
        HostSettings host = new HostSettings(
                folder.resolve("functions"), folder.resolve("logs of " + owner),
                installation.root().resolve("local/system/target/ric"), "us-east-1");
        this.function = LambdaFunction.start(spec, host, (_, line) -> System.out.println(owner + ": " + line), Clock.systemUTC());
        function.awaitReady(READY);
    }

    private static Map<String, String> environment(EmbeddedServers servers) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "ENGRAM_RECONCILE_GRACE", "PT1S",
                "ENGRAM_RECONCILE_HINTS_A_SECOND", "20",
                // Nobody takes what these walks send.
                "ENGRAM_RECONCILE_MAX_WAITING", "1000000",
                "ENGRAM_RECONCILE_TIMEOUT", "PT25S"));
        servers.settings().forEach((name, value) ->
                environment.put(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value));
        return environment;
    }

    /// One step of this walker's own walk.
    ///
    /// @param after where the step before it stopped; absent: from the first document on
    /// @return what the function says of it; empty if it was killed, or a store did not answer
    Optional<JsonNode> step(String workspace, Optional<String> after, int seconds) throws InterruptedException {
        ObjectNode order = JSON.createObjectNode().put("task", "reconcile").put("workspace", workspace).put("repair", true)
                .put("owner", owner).put("seconds", seconds);
        after.ifPresent(path -> order.put("after", path));
        return invoke(order.toString()).map(answer -> answer.path("walked"));
    }

    /// What the schedule has it do.
    ///
    /// @return how many hints were sent; empty if it was killed, or a store did not answer
    Optional<Long> scheduled() throws InterruptedException {
        return invoke(ORDERS).map(answer -> answer.path("hints").asLong());
    }

    private Optional<JsonNode> invoke(String order) throws InterruptedException {
        return switch (function.invoke(order.getBytes(StandardCharsets.UTF_8), READY)) {
            case Outcome.Returned(byte[] body) -> Optional.of(json(body));
            case Outcome.Died _, Outcome.Threw _ -> Optional.empty();
            case Outcome.TimedOut _, Outcome.NotStarted _ ->
                throw new AssertionError("the function did not come to it, see " + function.log());
        };
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProcessHandle process() {
        return ProcessHandle.of(function.state().pids().getFirst()).orElseThrow();
    }

    @Override
    public void close() {
        function.close();
    }
}
