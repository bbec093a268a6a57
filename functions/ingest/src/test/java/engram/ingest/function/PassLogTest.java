package engram.ingest.function;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.domain.health.LagLog;
import engram.domain.health.LagLog.Passes;
import engram.domain.health.Lags;
import engram.ingest.Outcome;
import engram.testing.InMemoryLagLog;
import engram.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PassLogTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final SourcePath A = new SourcePath("w/a");
    private static final SourcePath B = new SourcePath("w/b");

    private final InMemoryLagLog log = new InMemoryLagLog();
    private final PassLog passes = new PassLog(log, new ManualClock(NOW));

    @Test
    void aDocumentThatBecameSearchableTellsItsLag() {
        passes.write(
                Map.of(A, NOW.minusSeconds(2), B, NOW.minusSeconds(90)),
                Map.of(A, new Outcome.Indexed(1, 1, 1), B, new Outcome.Removed()));

        assertThat(log.since(NOW)).isEqualTo(new Passes(
                2, Lags.of(Duration.ofSeconds(2)).plus(Lags.of(Duration.ofSeconds(90)))));
    }

    @Test
    void whatWasSearchableAlreadyTellsNone() {
        passes.write(
                Map.of(A, NOW.minusSeconds(2), B, NOW.minusSeconds(2)),
                Map.of(A, new Outcome.Unchanged(), B, new Outcome.Absorbed()));

        assertThat(log.since(NOW)).isEqualTo(new Passes(2, Lags.NONE));
    }

    @Test
    void whatComesAgainIsNotHandledYet() {
        passes.write(
                Map.of(A, NOW.minusSeconds(2), B, NOW.minusSeconds(2)),
                Map.of(A, new Outcome.Postponed("busy"), B, new Outcome.Continued()));

        assertThat(log.since(NOW)).isEqualTo(Passes.NONE);
    }

    @Test
    void aHintOfItsOwnTellsNoLag() {
        passes.write(Map.of(), Map.of(A, new Outcome.Indexed(1, 1, 1)));

        assertThat(log.since(NOW)).isEqualTo(new Passes(1, Lags.NONE));
    }

    @Test
    void aCatalogThatDoesNotCountFailsNothing() {
        AtomicInteger tries = new AtomicInteger();
        LagLog away = new LagLog() {
            @Override
            public void add(Instant now, Passes added) {
                tries.incrementAndGet();
                throw new TransientFailure("away");
            }

            @Override
            public Passes since(Instant from) {
                throw new TransientFailure("away");
            }
        };
        PassLog deaf = new PassLog(away, new ManualClock(NOW));

        deaf.write(Map.of(), Map.of(A, new Outcome.Empty()));
        deaf.write(Map.of(), Map.of(A, new Outcome.Empty()));

        assertThat(tries).hasValue(2);
    }
}
