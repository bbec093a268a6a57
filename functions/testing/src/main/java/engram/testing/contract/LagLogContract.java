package engram.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.health.LagLog;
import engram.domain.health.LagLog.Passes;
import engram.domain.health.Lags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What any [LagLog] does. Each test has a day of its own, later than those of the tests before it.
public abstract class LagLogContract {

    private static final AtomicLong DAYS = new AtomicLong();

    private final Instant day = Instant.parse("2030-01-01T00:00:00Z").plus(Duration.ofDays(DAYS.getAndIncrement()));

    protected abstract LagLog log();

    @Test
    void nothingWasSeenBeforeTheFirstPass() {
        assertThat(log().since(day)).isEqualTo(Passes.NONE);
    }

    @Test
    void whatIsAddedIsSummedUp() {
        log().add(day, passes(2, Duration.ofSeconds(1)));
        log().add(day.plusSeconds(1), passes(3, Duration.ofSeconds(1)));
        log().add(day.plus(LagLog.SLOT), passes(1, Duration.ofMinutes(10)));

        Passes sum = log().since(day);

        assertThat(sum.handled()).isEqualTo(6);
        assertThat(sum.lags()).isEqualTo(
                Lags.of(Duration.ofSeconds(1)).plus(Lags.of(Duration.ofSeconds(1))).plus(Lags.of(Duration.ofMinutes(10))));
    }

    @Test
    void passesWithoutALagAreHandledAllTheSame() {
        log().add(day, new Passes(4, Lags.NONE));

        assertThat(log().since(day)).isEqualTo(new Passes(4, Lags.NONE));
    }

    @Test
    void whatWasBeforeTheFirstSlotIsLeftOut() {
        log().add(day, passes(1, Duration.ofSeconds(1)));
        log().add(day.plus(LagLog.SLOT), passes(1, Duration.ofSeconds(2)));

        assertThat(log().since(day.plus(LagLog.SLOT).plusSeconds(10))).isEqualTo(passes(1, Duration.ofSeconds(2)));
    }

    @Test
    void noneOfManyAtOnceIsLost() throws Exception {
        LagLog log = log();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> writers = IntStream.range(0, 8).<Callable<Void>>mapToObj(_ -> () -> {
                log.add(day, passes(1, Duration.ofSeconds(1)));
                return null;
            }).toList();
            for (Future<Void> written : threads.invokeAll(writers)) {
                written.get();
            }
        }

        assertThat(log.since(day).handled()).isEqualTo(8);
        assertThat(log.since(day).lags().total()).isEqualTo(8);
    }

    private static Passes passes(long handled, Duration lag) {
        return new Passes(handled, Lags.of(lag));
    }
}
