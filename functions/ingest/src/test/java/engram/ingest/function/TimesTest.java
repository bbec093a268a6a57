package engram.ingest.function;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimesTest {

    @ParameterizedTest
    @CsvSource({"PT60S, PT5S, PT20S", "PT30S, PT5S, PT20S", "PT15S, PT4S, PT5S", "PT15M, PT5S, PT14M50S"})
    void timesThatFitAreTaken(Duration timeout, Duration reserve, Duration parseTimeout) {
        assertThatCode(() -> Times.check(timeout, reserve, parseTimeout)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"PT60S, PT5S, PT51S", "PT60S, PT5S, PT2M", "PT29S, PT5S, PT20S", "PT8S, PT4S, PT1S"})
    void aParserThatCouldTakeAllOfAnInvocationIsRefused(Duration timeout, Duration reserve, Duration parseTimeout) {
        assertThatThrownBy(() -> Times.check(timeout, reserve, parseTimeout))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("engram.ingest.parse-timeout is " + parseTimeout)
                .hasMessageEndingWith("Make parse-timeout shorter or timeout longer");
    }

    @Test
    void anInvocationThatIsAllReserveIsRefused() {
        assertThatThrownBy(() -> Times.check(Duration.ofSeconds(9), Duration.ofSeconds(5), Duration.ofSeconds(1)))
                .hasMessage("engram.ingest.timeout PT9S leaves no time to work: engram.ingest.reserve is PT5S");
    }
}
