package engram.local.system.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryDelayTest {

    @Test
    void aMessageComesBackSoonAndThenLessAndLessOften() {
        var delay = new RetryDelay(Duration.ofSeconds(2));

        assertThat(IntStream.rangeClosed(1, 4).mapToObj(delay::after))
                .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(6), Duration.ofSeconds(18),
                        Duration.ofSeconds(54));
        assertThat(delay.after(1_000)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void noDelayStaysNoDelay() {
        assertThat(new RetryDelay(Duration.ZERO).after(5)).isEqualTo(Duration.ZERO);
    }
}
