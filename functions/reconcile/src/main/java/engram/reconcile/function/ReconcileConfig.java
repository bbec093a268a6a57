package engram.reconcile.function;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// Configuration of the function `reconcile`; each can be set by an environment variable, `ENGRAM_RECONCILE_SETTLE_AFTER`
/// and so on.
@ConfigMapping(prefix = "engram.reconcile")
interface ReconcileConfig {

    /// How long a document may be unsettled before it gets a hint: longer than the longest lease, which is the timeout of
    /// `ingest` and its lease margin.
    @WithDefault("90s")
    Duration settleAfter();

    /// Longest time between two hints for a document that stays unsettled.
    @WithDefault("1h")
    Duration settleLongestPause();

    /// Most hints of one run of the schedule that settles.
    @WithDefault("1000")
    int settleHintsAtOnce();

    /// The function's timeout, as it is deployed.
    @WithDefault("60s")
    Duration timeout();

    /// What an invocation keeps of its time to end in order.
    @WithDefault("15s")
    Duration reserve();

    /// How long a walk over a workspace that found nothing is good for: then the schedule begins the next one.
    @WithDefault("1d")
    Duration every();

    /// How long a walk that found differences is good for; or ten times as long as it took, if that is longer.
    @WithDefault("10m")
    Duration again();

    /// What changed less than this ago is in flight, and no drift.
    @WithDefault("30s")
    Duration grace();

    /// What is unsettled longer than this is in flight no more, but a difference, unless somebody holds it.
    @WithDefault("1h")
    Duration unsettled();

    /// How long a FAILED document waits to be tried again, if its reason may be gone (PARSE_TIMEOUT, INDEX_REFUSED).
    @WithDefault("1d")
    Duration retry();

    /// Where S3 delivers an inventory of the documents' bucket (CSV), to be read instead of listing it: the folder with the dates, like
    /// `s3://BUCKET/PREFIX/SOURCE_BUCKET/ID/`, of which the newest is taken, or one `s3://BUCKET/…/manifest.json`.
    Optional<String> inventory();

    /// Most hints of a walk in a second, so that live traffic goes first.
    @WithDefault("50")
    int hintsASecond();

    /// A walk sends nothing while more messages than these wait in the queue, and goes on with the next run of the schedule: so
    /// what comes live waits behind so many hints of a walk and a hundred, at most.
    @WithDefault("500")
    int maxWaiting();

    /// Most examples of each kind of difference in an answer.
    @WithDefault("5")
    int examples();
}
