package engram.query.function;

import engram.query.Search;
import java.time.Duration;

/// Refuses settings that no request could be answered with, when the function starts.
final class ConfigCheck {

    /// Most candidates that OpenSearch gives at once, `index.max_result_window`.
    private static final int MOST_CANDIDATES = 10_000;

    /// What Lambda takes.
    private static final int MOST_BODY_BYTES = 6 << 20;

    private static final Duration LONGEST_INTERVAL = Duration.ofDays(30);

    private ConfigCheck() {}

    /// @throws IllegalArgumentException that names the setting
    static void require(QueryConfig config) {
        within("max-body-bytes", config.maxBodyBytes(), 1, MOST_BODY_BYTES);
        within("max-query-characters", config.maxQueryCharacters(), 1, config.maxBodyBytes());
        within("max-query-tokens", config.maxQueryTokens(), 1, Integer.MAX_VALUE);
        within("max-k", config.maxK(), 1, MOST_CANDIDATES >> (Search.MAX_ROUNDS - 1));
        within("default-k", config.defaultK(), 1, config.maxK());
        within("max-page", config.maxPage(), 1, MOST_CANDIDATES);
        within("default-page", config.defaultPage(), 1, config.maxPage());
        within("max-prefix-characters", config.maxPrefixCharacters(), 1, Integer.MAX_VALUE);
        within("max-content-type-characters", config.maxContentTypeCharacters(), 1, Integer.MAX_VALUE);
        within("max-cursor-characters", config.maxCursorCharacters(), 1, Integer.MAX_VALUE);
        within("max-concurrent", config.maxConcurrent(), 1, Integer.MAX_VALUE);
        within("retrievals-per-request", config.retrievalsPerRequest(), 1, MOST_CANDIDATES);
        if (config.retrievalInterval().isNegative() || config.retrievalInterval().compareTo(LONGEST_INTERVAL) > 0) {
            throw new IllegalArgumentException("engram.query.retrieval-interval must be 0s to " + LONGEST_INTERVAL.toDays()
                    + "d, got " + config.retrievalInterval());
        }
        if (!config.timeout().isPositive()) {
            throw new IllegalArgumentException("engram.query.timeout must be positive, got " + config.timeout());
        }
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "engram.query." + name + " must be " + least + " to " + most + ", got " + value);
        }
    }
}
