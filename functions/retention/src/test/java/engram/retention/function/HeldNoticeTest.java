package engram.retention.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import engram.domain.TransientFailure;
import engram.domain.health.RetentionReport;
import engram.domain.health.RetentionReports;
import engram.retention.hold.Hold;
import engram.retention.hold.Holding;
import engram.retention.ledger.Chain;
import engram.retention.sweep.Consequences;
import engram.retention.sweep.Marks;
import engram.retention.sweep.Sweep;
import engram.retention.sweep.SweepState;
import engram.testing.InMemoryRetentionReports;
import engram.testing.ManualClock;
import engram.testing.retention.InMemoryLedger;
import engram.testing.retention.InMemoryNotebook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeldNoticeTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final ManualClock clock = new ManualClock(NOW);
    private final InMemoryNotebook notebook = new InMemoryNotebook();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final Holding holding = new Holding(
            ledger, notebook, new Chain(ledger, notebook, new Consequences(notebook)), new Marks(notebook)::underWay, clock);
    private final InMemoryRetentionReports reports = new InMemoryRetentionReports();
    private final HeldNotice notice = new HeldNotice(reports, holding, clock);

    @Test
    void aSweepTellsHowManyDocumentsWereHeld() {
        put("a");
        put("b");

        notice.after(sweep(Sweep.End.DONE, 7));

        assertThat(reports.latest()).contains(new RetentionReport(NOW, 2, 7));
    }

    @Test
    void aSweepThatHasNotEndedTellsNothing() {
        notice.after(sweep(Sweep.End.MORE, 7));
        notice.after(new Sweep.Report(Sweep.End.OFF, Optional.empty(), Map.of()));

        assertThat(reports.latest()).isEmpty();
    }

    @Test
    void aHoldIsToldAtOnceAndLeavesWhatTheLastSweepSaw() {
        notice.after(sweep(Sweep.End.DONE, 7));
        clock.advance(Duration.ofMinutes(1));
        put("a");
        notice.afterChange();
        assertThat(reports.latest()).contains(new RetentionReport(NOW.plusSeconds(60), 1, 7));

        holding.lift("a", "done", "tester");
        notice.afterChange();
        assertThat(reports.latest()).contains(new RetentionReport(NOW.plusSeconds(60), 0, 7));
    }

    @Test
    void whatCannotBeToldFailsNothing() {
        HeldNotice untold = new HeldNotice(
                new RetentionReports() {
                    @Override
                    public void keep(RetentionReport report) {
                        throw new TransientFailure("away");
                    }

                    @Override
                    public Optional<RetentionReport> latest() {
                        throw new TransientFailure("away");
                    }
                },
                holding,
                clock);

        assertThatCode(untold::afterChange).doesNotThrowAnyException();
    }

    private void put(String id) {
        holding.put(id, Hold.Kind.PREFIX, id + "/", "because", "tester");
    }

    private static Sweep.Report sweep(Sweep.End end, long held) {
        return new Sweep.Report(end, Optional.of(new SweepState(
                1, SweepState.Phase.ENDED, NOW, Optional.empty(), 10, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Map.of("held", held), List.of(), Optional.of(NOW))), Map.of());
    }
}
