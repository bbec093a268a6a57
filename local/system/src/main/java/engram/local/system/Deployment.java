package engram.local.system;

import engram.local.system.lambda.FunctionSpec;
import engram.local.system.lambda.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which functions the local system runs: the template of the deployment, for one machine.
@FunctionalInterface
interface Deployment {

    /// @param environment what tells a function where its services are
    List<FunctionSpec> functions(SystemSettings settings, Map<String, String> environment);

    /// The function is told as well: Funqy does not pass on how much of it is left.
    Duration INGEST_TIMEOUT = Duration.ofMinutes(1);

    /// AWS's defaults, without a wait: a single edit is followed at once, and a load fills the batches by itself.
    Trigger.Queue BATCHES = new Trigger.Queue(10, Duration.ZERO);

    /// The functions of this repository, from the packages that it builds.
    Deployment ENGRAM = (settings, environment) -> List.of(
            // A lease lasts as long as an invocation may: what a killed process held is free again after that. Whoever runs
            // out of time goes on in the next invocation.
            new FunctionSpec("ingest", zip(settings, "ingest"), FunctionSpec.FUNQY, 2048, INGEST_TIMEOUT,
                    settings.ingestEnvironments(), BATCHES,
                    with(environment, Map.of(
                            "ENGRAM_INGEST_TIMEOUT", INGEST_TIMEOUT.toString(),
                            "ENGRAM_INGEST_SESSIONS", Integer.toString(settings.ingestSessions())))),
            new FunctionSpec("query", zip(settings, "query"), FunctionSpec.HTTP, 1024, Duration.ofSeconds(30),
                    settings.queryEnvironments(), new Trigger.Http("/v1/"), environment));

    private static Map<String, String> with(Map<String, String> environment, Map<String, String> own) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(own);
        return all;
    }

    private static Path zip(SystemSettings settings, String function) {
        return settings.installation().root().resolve("functions").resolve(function).resolve("target/function.zip");
    }
}
