package engram.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/// How long each store is waited for, and when what failed is tried again; each can be set by an environment variable,
/// `ENGRAM_FAILURE_FIRST_BACKOFF` and so on. The AWS clients get theirs by
/// `META-INF/microprofile-config.properties`, which refers to these.
@ConfigMapping(prefix = "engram.failure")
public interface FailureConfig {

    /// Longest first wait before a busy store is asked again; doubles with each try up to `longestBackoff`, each wait by
    /// chance between nothing and that (full jitter). No wait is begun that would not end before the invocation's time.
    @WithDefault("100ms")
    Duration firstBackoff();

    /// Longest wait before a busy store is asked again.
    @WithDefault("5s")
    Duration longestBackoff();

    /// Tries after which a store that is still busy counts as a failure.
    @WithDefault("8")
    int tries();

    /// How long after a failed receive a message comes again: after the first, the second, …; the last one stands for all
    /// further ones. By chance between half of it and all of it.
    @WithDefault("5s,20s,1m,3m")
    List<Duration> redelivery();

    /// Outages of a store in a row (no answer in time, 429, 5xx) after which it is not asked for a while, and what needs it
    /// fails at once.
    @WithDefault("5")
    int breakerOutages();

    /// How long it is not asked; one call then tries, and decides whether it is asked again.
    @WithDefault("5s")
    Duration breakerPause();

    /// Longest wait for a connection to S3.
    @WithDefault("2s")
    Duration s3ConnectTimeout();

    /// Longest time of one try of a call to S3, the object's bytes included.
    @WithDefault("15s")
    Duration s3AttemptTimeout();

    /// Longest time of a call to S3, with all its tries.
    @WithDefault("30s")
    Duration s3CallTimeout();

    /// Longest wait for a connection to DynamoDB.
    @WithDefault("2s")
    Duration dynamodbConnectTimeout();

    /// Longest time of one try of a call to DynamoDB.
    @WithDefault("5s")
    Duration dynamodbAttemptTimeout();

    /// Longest time of a call to DynamoDB, with all its tries.
    @WithDefault("15s")
    Duration dynamodbCallTimeout();

    /// Longest wait for a connection to SQS.
    @WithDefault("2s")
    Duration sqsConnectTimeout();

    /// Longest time of one try of a call to SQS.
    @WithDefault("5s")
    Duration sqsAttemptTimeout();

    /// Longest time of a call to SQS, with all its tries.
    @WithDefault("15s")
    Duration sqsCallTimeout();

    /// Longest wait for a connection to OpenSearch.
    @WithDefault("2s")
    Duration indexConnectTimeout();

    /// Longest wait for OpenSearch's whole answer to a search.
    @WithDefault("8s")
    Duration indexSearchTimeout();

    /// Longest wait for OpenSearch's whole answer to writes; a writer's lease may shorten it.
    @WithDefault("30s")
    Duration indexWriteTimeout();
}
