package engram.retention.function;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Configuration of the function `retention`; each can be set by an environment variable, `ENGRAM_RETENTION_TIMEOUT` and so on. What becomes of which objects
/// is no configuration: the rules say so.
@ConfigMapping(prefix = "engram.retention")
interface RetentionConfig {

    /// The function's own timeout. A sweep stops some time before, and the next invocation goes on with it.
    @WithDefault("5m")
    Duration timeout();

    /// Most objects a second that a sweep acts on.
    @WithDefault("20")
    double objectsPerSecond();
}
