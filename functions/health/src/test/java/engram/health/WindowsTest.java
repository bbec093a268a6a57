package engram.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsTest {

    private static final Instant TWO = Instant.parse("2026-11-22T02:00:00Z");

    @Test
    void aWindowHoldsItsBeginAndNotItsEnd() {
        Windows windows = Windows.parse(List.of("2026-11-22T02:00:00Z/2026-11-22T04:00:00Z"));

        assertThat(windows.hold(TWO.minusMillis(1))).isFalse();
        assertThat(windows.hold(TWO)).isTrue();
        assertThat(windows.hold(TWO.plusSeconds(7200).minusMillis(1))).isTrue();
        assertThat(windows.hold(TWO.plusSeconds(7200))).isFalse();
    }

    @Test
    void aWindowMayHaveADurationAndThereMayBeSeveral() {
        Windows windows = Windows.parse(List.of("2026-11-22T02:00:00Z/PT2H", " 2026-11-23T02:00:00Z/PT30M"));

        assertThat(windows.hold(TWO.plusSeconds(7000))).isTrue();
        assertThat(windows.hold(TWO.plusSeconds(86_400))).isTrue();
        assertThat(windows.hold(TWO.plusSeconds(43_200))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tonight", "2026-11-22T02:00:00Z", "2026-11-22T02:00:00Z/soon", "2026-11-22T02:00:00Z/PT0S",
        "2026-11-22T04:00:00Z/2026-11-22T02:00:00Z", "a/b/c"})
    void whatIsNoWindowIsNamed(String interval) {
        assertThatThrownBy(() -> Windows.parse(List.of(interval)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maintenance window");
    }
}
