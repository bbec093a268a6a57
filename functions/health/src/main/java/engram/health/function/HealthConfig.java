package engram.health.function;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Configuration of the function `health`; each can be set by an environment variable, `ENGRAM_HEALTH_CACHE_FOR` and so
/// on.
@ConfigMapping(prefix = "engram.health")
interface HealthConfig {

    /// Longest wait for each dependency's answer. All are asked at the same time, so it is the page's own as well.
    @WithDefault("1500ms")
    Duration checkTimeout();

    /// How long an answer is good for everybody who asks.
    @WithDefault("5s")
    Duration cacheFor();

    /// How often the schedule looks at the index as long as it is well, so that one that sleeps when nobody asks may do so; `0s`: at each
    /// look. `GET /v1/health` asks it always, `/health/ready` as the schedule does.
    @WithDefault("0s")
    Duration indexInterval();

    /// Longest time that a document may be unsettled.
    @WithDefault("15m")
    Duration maxUnsettled();

    /// Longest time that messages may wait while ingest handles none.
    @WithDefault("10m")
    Duration maxStalled();

    /// Most messages in the dead-letter queue.
    @WithDefault("0")
    long maxDeadLetters();

    /// Longest time from an event until its document can be found, for 95 % of the last hour's.
    @WithDefault("15m")
    Duration maxLag();

    /// Most differences that reconcile may have seen.
    @WithDefault("0")
    long maxDrift();

    /// Longest time since reconcile came to its end last. Until it has run once, nothing is expected of it.
    @WithDefault("26h")
    Duration maxReconcileAge();

    /// Longest time that a document may be FAILED; absent: any, as it is the document's fault mostly.
    Optional<Duration> maxFailedAge();

    /// Scheduled runs in a row that have to see another status before it is announced.
    @WithDefault("2")
    int looksUntilAnnounced();

    /// Times in which no change is announced, ISO intervals separated by commas, `2026-11-22T02:00:00Z/PT2H`.
    Optional<List<String>> maintenance();

    /// CloudWatch namespace of the metrics.
    @WithDefault("Engram")
    String metricsNamespace();

    /// File that gets each line of metrics too, on a machine without CloudWatch; at most 8 MiB, then it is begun anew.
    Optional<Path> metricsFile();

    /// EventBridge bus, by name or ARN, that gets `HealthChanged`.
    Optional<String> eventBus();

    /// URL that `HealthChanged` is posted to.
    Optional<URI> webhook();

    /// File that `HealthChanged` is appended to, a line each.
    Optional<Path> eventsFile();
}
