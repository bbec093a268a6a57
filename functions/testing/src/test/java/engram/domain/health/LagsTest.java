package engram.domain.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LagsTest {

    @Test
    void noLagsHaveNoQuantile() {
        assertThat(Lags.NONE.quantile(.5)).isEmpty();
    }

    @Test
    void aQuantileIsAtMost19PercentTooHigh() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long[] millis = LongStream.generate(() -> 100 + (long) Math.exp(random.nextDouble(15))).limit(500).sorted().toArray();
        Lags lags = LongStream.of(millis).mapToObj(Duration::ofMillis).map(Lags::of).reduce(Lags.NONE, Lags::plus);

        for (double share : new double[] {.01, .5, .95, .99, 1}) {
            long exact = millis[(int) Math.ceil(share * millis.length) - 1];
            assertThat(lags.quantile(share).orElseThrow().toMillis()).as("share %s, seed %d", share, seed)
                    .isBetween(exact - 1, (long) (exact * 1.1893) + 1);
        }
    }

    @Test
    void whatIsTooShortOrTooLongIsCountedInTheLastClass() {
        assertThat(Lags.of(Duration.ofMillis(-5)).quantile(1)).hasValue(Duration.ofMillis(100));
        assertThat(Lags.of(Duration.ofDays(400)).quantile(1).orElseThrow()).isGreaterThan(Duration.ofDays(1));
    }

    @Test
    void aClassThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> new Lags(Map.of(83, 1L))).hasMessageContaining("83");
    }
}
