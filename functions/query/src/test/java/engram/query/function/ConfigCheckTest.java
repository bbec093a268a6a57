package engram.query.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigCheckTest {

    @Test
    void theDefaultsAreFine() {
        assertThatCode(() -> ConfigCheck.require(config(Map.of()))).doesNotThrowAnyException();
    }

    /// The template writes days.
    @ParameterizedTest
    @ValueSource(strings = {"0d", "30d", "0s"})
    void anIntervalCanBeNoneAndAMonth(String interval) {
        QueryConfig config = config(Map.of("engram.query.retrieval-interval", interval));

        assertThatCode(() -> ConfigCheck.require(config)).doesNotThrowAnyException();
        assertThat(config.retrievalInterval().isZero()).isEqualTo(interval.startsWith("0"));
    }

    @ParameterizedTest
    @CsvSource({
        "max-k, 0", "max-k, 2501", "default-k, 101", "max-page, 0", "default-page, 1001", "max-query-tokens, 0",
        "max-body-bytes, 10000000", "max-concurrent, -1", "timeout, 0s",
        "retrieval-interval, 31d", "retrieval-interval, -1s", "retrievals-per-request, 0"
    })
    void aSettingThatCannotWorkIsNamed(String name, String value) {
        QueryConfig config = config(Map.of("engram.query." + name, value));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigCheck.require(config))
                .withMessageContaining("engram.query." + name);
    }

    private static QueryConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(QueryConfig.class)
                .withDefaultValues(values)
                .withConverter(java.time.Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
                .build()
                .getConfigMapping(QueryConfig.class);
    }
}
