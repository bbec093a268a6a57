package engram.reconcile.function;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

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
}
