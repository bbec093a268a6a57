package engram.health.function;

import java.time.Duration;

/// Refuses settings that make no sense, when the function starts.
final class ConfigCheck {

    /// A page that is asked for is answered within 2 s.
    private static final Duration LONGEST_CHECK = Duration.ofMillis(1900);

    private ConfigCheck() {}

    /// @throws IllegalArgumentException that names the setting
    static void require(HealthConfig config) {
        if (!config.checkTimeout().isPositive() || config.checkTimeout().compareTo(LONGEST_CHECK) > 0) {
            throw new IllegalArgumentException("engram.health.check-timeout must be above 0 and at most " + LONGEST_CHECK
                    + ", got " + config.checkTimeout());
        }
        positive("max-unsettled", config.maxUnsettled());
        positive("max-stalled", config.maxStalled());
        positive("max-lag", config.maxLag());
        positive("max-reconcile-age", config.maxReconcileAge());
        config.maxFailedAge().ifPresent(age -> positive("max-failed-age", age));
        if (config.cacheFor().isNegative()) {
            throw new IllegalArgumentException("engram.health.cache-for must not be negative, got " + config.cacheFor());
        }
        if (config.indexInterval().isNegative()) {
            throw new IllegalArgumentException("engram.health.index-interval must not be negative, got " + config.indexInterval());
        }
        atLeast("max-dead-letters", config.maxDeadLetters(), 0);
        atLeast("max-drift", config.maxDrift(), 0);
        atLeast("looks-until-announced", config.looksUntilAnnounced(), 1);
    }

    private static void positive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("engram.health." + name + " must be positive, got " + value);
        }
    }

    private static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException("engram.health." + name + " must be at least " + least + ", got " + value);
        }
    }
}
