package engram.health.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.testing.contract.ConfigurationContract;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthConfigTest extends ConfigurationContract {

    @Override
    protected String source() {
        return "functions/health/src/main/java/engram/health/function/HealthConfig.java";
    }

    @Test
    void theDefaults() {
        HealthConfig config = config(Map.of());

        ConfigCheck.require(config);
        assertThat(config.checkTimeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(config.cacheFor()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.indexInterval()).isEqualTo(Duration.ZERO);
        assertThat(config.maxUnsettled()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.maxStalled()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.maxDeadLetters()).isZero();
        assertThat(config.maxLag()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.maxDrift()).isZero();
        assertThat(config.maxReconcileAge()).isEqualTo(Duration.ofHours(26));
        assertThat(config.maxFailedAge()).isEmpty();
        assertThat(config.looksUntilAnnounced()).isEqualTo(2);
        assertThat(config.maintenance()).isEmpty();
        assertThat(config.metricsNamespace()).isEqualTo("Engram");
        assertThat(config.metricsFile()).isEmpty();
        assertThat(config.eventBus()).isEmpty();
        assertThat(config.webhook()).isEmpty();
        assertThat(config.eventsFile()).isEmpty();
    }

    @Test
    void everySettingIsAnEnvironmentVariable() {
        HealthConfig config = config(Map.of(
                "ENGRAM_HEALTH_MAINTENANCE", "2026-11-22T02:00:00Z/PT2H,2026-11-23T02:00:00Z/PT2H",
                "ENGRAM_HEALTH_MAX_FAILED_AGE", "7d",
                "ENGRAM_HEALTH_EVENTS_FILE", "/var/log/changes.jsonl",
                "ENGRAM_HEALTH_WEBHOOK", "https://example.com/hook"));

        assertThat(config.maintenance().orElseThrow()).hasSize(2);
        assertThat(config.maxFailedAge()).hasValue(Duration.ofDays(7));
        assertThat(config.eventsFile()).hasValue(Path.of("/var/log/changes.jsonl"));
        assertThat(config.webhook()).hasValue(URI.create("https://example.com/hook"));
    }

    @ParameterizedTest
    @CsvSource({
        "ENGRAM_HEALTH_CHECK_TIMEOUT, 2s, check-timeout",
        "ENGRAM_HEALTH_CHECK_TIMEOUT, 0s, check-timeout",
        "ENGRAM_HEALTH_INDEX_INTERVAL, -1s, index-interval",
        "ENGRAM_HEALTH_MAX_LAG, 0s, max-lag",
        "ENGRAM_HEALTH_MAX_DEAD_LETTERS, -1, max-dead-letters",
        "ENGRAM_HEALTH_LOOKS_UNTIL_ANNOUNCED, 0, looks-until-announced",
    })
    void whatMakesNoSenseIsNamed(String variable, String value, String setting) {
        HealthConfig config = config(Map.of(variable, value));

        assertThatThrownBy(() -> ConfigCheck.require(config)).hasMessageContaining("engram.health." + setting);
    }

    private static HealthConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withConverter(Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
                .withConverter(Path.class, 200, new io.quarkus.runtime.configuration.PathConverter())
                .withSources(new EnvConfigSource(environment, 300))
                .withMapping(HealthConfig.class)
                .build()
                .getConfigMapping(HealthConfig.class);
    }
}
