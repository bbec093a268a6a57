package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;

import engram.testing.contract.ConfigurationContract;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FailureConfigTest extends ConfigurationContract {

    @Override
    protected String source() {
        return "functions/storage/src/main/java/engram/storage/FailureConfig.java";
    }

    @Test
    void theDefaults() {
        FailureConfig config = config(Map.of());

        assertThat(config.firstBackoff()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.longestBackoff()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.tries()).isEqualTo(8);
        assertThat(config.redelivery()).containsExactly(
                Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofMinutes(1), Duration.ofMinutes(3));
        assertThat(config.breakerOutages()).isEqualTo(5);
        assertThat(config.breakerPause()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.s3ConnectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.s3AttemptTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.s3CallTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.dynamodbConnectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.dynamodbAttemptTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.dynamodbCallTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.sqsConnectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.sqsAttemptTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.sqsCallTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.indexConnectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.indexSearchTimeout()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.indexWriteTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    /// A function that needs no store has no such configuration, and the clients are configured all the same.
    @Test
    void theClientsAreGivenTheSameDefaults() throws Exception {
        FailureConfig config = config(Map.of());
        Map<String, Duration> expected = Map.of(
                "s3-connect", config.s3ConnectTimeout(),
                "s3-attempt", config.s3AttemptTimeout(),
                "s3-call", config.s3CallTimeout(),
                "dynamodb-connect", config.dynamodbConnectTimeout(),
                "dynamodb-attempt", config.dynamodbAttemptTimeout(),
                "dynamodb-call", config.dynamodbCallTimeout(),
                "sqs-connect", config.sqsConnectTimeout(),
                "sqs-attempt", config.sqsAttemptTimeout(),
                "sqs-call", config.sqsCallTimeout());
        String properties = Files.readString(Path.of(System.getProperty("engram.root"))
                .resolve("functions/storage/src/main/resources/META-INF/microprofile-config.properties"));

        Map<String, Duration> given = new HashMap<>();
        Matcher reference = Pattern.compile("=\\$\\{engram\\.failure\\.([\\w-]+)-timeout:(\\w+)}").matcher(properties);
        while (reference.find()) {
            Duration before = given.put(reference.group(1), DurationConverter.parseDuration(reference.group(2)));
            assertThat(before).isIn(null, given.get(reference.group(1)));
        }

        assertThat(given).isEqualTo(expected);
    }

    @Test
    void anEnvironmentVariableSetsEach() {
        FailureConfig config = config(
                Map.of("ENGRAM_FAILURE_REDELIVERY", "1s,2s", "ENGRAM_FAILURE_INDEX_SEARCH_TIMEOUT", "750ms"));

        assertThat(config.redelivery()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(config.indexSearchTimeout()).isEqualTo(Duration.ofMillis(750));
    }

    private static FailureConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new EnvConfigSource(environment, 300))
                .withMapping(FailureConfig.class)
                .build()
                .getConfigMapping(FailureConfig.class);
    }
}
