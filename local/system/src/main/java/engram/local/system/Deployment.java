package engram.local.system;

import engram.local.system.lambda.FunctionSpec;
import engram.local.system.lambda.Trigger;
import engram.local.system.parts.PartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which functions the local system runs: the template of the deployment, for one machine.
@FunctionalInterface
public interface Deployment {

    /// @param environment what tells a function where its services are
    List<FunctionSpec> functions(SystemSettings settings, Map<String, String> environment);

    /// The function is told as well: Funqy does not pass on how much of it is left.
    Duration INGEST_TIMEOUT = Duration.ofMinutes(1);

    /// What AWS asks for when a batch has more messages than one poll brings. Without it a single edit is followed at once,
    /// and a load fills the batches by itself.
    Duration LARGE_BATCH_WINDOW = Duration.ofSeconds(1);

    /// For searches, of which the first ones may only wake an index, and a list.
    Duration SMOKE_TIMEOUT = Duration.ofSeconds(270);

    String SMOKE = "engram.query.smoke.SmokeSearch::handleRequest";

    /// How often walks go on that were not finished, and begin that are due: those once a day.
    Duration RECONCILE_EVERY = Duration.ofMinutes(15);

    /// How often what is unsettled too long gets a hint.
    Duration SETTLE_EVERY = Duration.ofMinutes(1);

    /// How often a sweep of retention is gone on with, or begun.
    Duration SWEEP_EVERY = Duration.ofHours(1);

    Duration RETENTION_TIMEOUT = Duration.ofMinutes(1);

    /// How often health publishes its figures and announces changes.
    Duration WATCH_EVERY = Duration.ofMinutes(1);

    /// The functions of this repository, from the packages that it builds.
    Deployment ENGRAM = (settings, environment) -> List.of(
            // A lease lasts as long as an invocation may: what a killed process held is free again after that. Whoever runs
            // out of time goes on in the next invocation.
            new FunctionSpec("ingest", zip(settings, "ingest"), FunctionSpec.FUNQY, 2048, INGEST_TIMEOUT,
                    settings.ingestEnvironments(), List.of(batches(settings.ingestBatch())),
                    with(settings, environment, Map.of(
                            "ENGRAM_INGEST_TIMEOUT", INGEST_TIMEOUT.toString(),
                            "ENGRAM_INGEST_SESSIONS", Integer.toString(settings.ingestSessions())))),
            // The same package: it reads documents as ingest does, and compares what comes out with what catalog and index hold.
            new FunctionSpec("verify", zip(settings, "ingest"), FunctionSpec.FUNQY, 2048, INGEST_TIMEOUT, 1, List.of(new Trigger.Calls()),
                    with(settings, environment, Map.of(
                            "QUARKUS_FUNQY_EXPORT", "verify",
                            "ENGRAM_INGEST_TIMEOUT", INGEST_TIMEOUT.toString(),
                            "ENGRAM_INGEST_SESSIONS", "1"))),
            new FunctionSpec("query", zip(settings, "query"), FunctionSpec.HTTP, 1024, Duration.ofSeconds(30),
                    settings.queryEnvironments(), List.of(new Trigger.Http("/v1/")),
                    with(settings, environment, Map.of())),
            // The hook before a new version of `query` gets traffic, which is called by hand here: another entry of the same package, of the
            // JVM's, as a native one has one entry only.
            new FunctionSpec("smoke", PackageKind.JVM.zip(folder(settings, "query")), SMOKE, 512, SMOKE_TIMEOUT, 1, List.of(new Trigger.Calls()),
                    with(settings, environment, Map.of("ENGRAM_SMOKE_FUNCTION", "arn:aws:lambda:us-east-1:000000000000:function:query:1"))),
            new FunctionSpec("reconcile", zip(settings, "reconcile"), FunctionSpec.FUNQY, 512, Duration.ofMinutes(1), 2,
                    List.of(new Trigger.Schedules(List.of(
                            new Trigger.Rate(SETTLE_EVERY, event(settings, "reconcile-settle.json")),
                            new Trigger.Rate(SETTLE_EVERY, event(settings, "reconcile-go-on.json")),
                            new Trigger.Rate(RECONCILE_EVERY, event(settings, "reconcile-walk.json"))))),
                    with(settings, environment, Map.of())),
            // Without rules it does nothing: its process is started when it is wanted first.
            new FunctionSpec("retention", zip(settings, "retention"), FunctionSpec.FUNQY, 512, RETENTION_TIMEOUT, 1,
                    List.of(new Trigger.Schedules(List.of(
                            new Trigger.Rate(SWEEP_EVERY, event(settings, "retention-sweep.json"))))),
                    with(settings, environment, Map.of("ENGRAM_RETENTION_TIMEOUT", RETENTION_TIMEOUT.toString()))),
            new FunctionSpec("health", zip(settings, "health"), FunctionSpec.HTTP, 512, Duration.ofMinutes(1), 1,
                    List.of(new Trigger.Http("/v1/health"), new Trigger.Http("/health/"),
                            new Trigger.Schedules(List.of(
                                    new Trigger.Rate(WATCH_EVERY, event(settings, "health-schedule.json"))))),
                    with(settings, environment, Map.of(
                            "ENGRAM_HEALTH_METRICS_FILE", settings.data().resolve("logs/health-metrics.jsonl").toString(),
                            "ENGRAM_HEALTH_EVENTS_FILE", settings.data().resolve("logs/health-events.jsonl").toString()))));

    /// An event of `events/`, which holds what schedules give to functions.
    private static String event(SystemSettings settings, String name) {
        Path file = settings.installation().root().resolve("events").resolve(name);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new PartFailure("a schedule's event cannot be read: " + e, e);
        }
    }

    private static Trigger.Queue batches(int messages) {
        return new Trigger.Queue(messages, messages > SystemSettings.BATCH ? LARGE_BATCH_WINDOW : Duration.ZERO);
    }

    private static Map<String, String> with(SystemSettings settings, Map<String, String> environment, Map<String, String> own) {
        Map<String, String> all = new HashMap<>(settings.variables());
        all.putAll(environment);
        all.putAll(own);
        all.putAll(settings.trial().variables());
        return all;
    }

    private static Path zip(SystemSettings settings, String function) {
        return settings.packages().zipOrJvms(folder(settings, function));
    }

    private static Path folder(SystemSettings settings, String function) {
        return settings.installation().root().resolve("functions").resolve(function);
    }
}
