package engram.retention.function;

import engram.domain.Printable;
import engram.domain.TransientFailure;
import engram.domain.health.RetentionReport;
import engram.domain.health.RetentionReports;
import engram.retention.hold.Holding;
import engram.retention.sweep.Sweep;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/// Leaves behind for health what is held. What was done is done, whether that can be left or not: the next sweep leaves it again.
final class HeldNotice {

    private static final Logger LOG = Logger.getLogger("engram.retention");

    private final RetentionReports reports;
    private final Holding holding;
    private final InstantSource clock;

    HeldNotice(RetentionReports reports, Holding holding, InstantSource clock) {
        this.reports = reports;
        this.holding = holding;
        this.clock = clock;
    }

    /// A sweep that has not come to its end has not looked at all yet.
    void after(Sweep.Report sweep) {
        if (sweep.end() == Sweep.End.DONE) {
            leave(() -> sweep.state().map(state -> state.done().getOrDefault("held", 0L)).orElse(0L));
        }
    }

    /// A hold was put or lifted; how many documents it concerns the next sweep finds out.
    void afterChange() {
        leave(() -> reports.latest().map(RetentionReport::held).orElse(0L));
    }

    private void leave(LongSupplier held) {
        try {
            reports.keep(new RetentionReport(clock.instant(), holding.all().size(), held.getAsLong()));
        } catch (TransientFailure e) {
            LOG.warn(Printable.of("health is not told what is held, the next sweep tries again: " + e.getMessage()));
        }
    }
}
