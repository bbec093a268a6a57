package engram.ingest.function;

import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.domain.health.LagLog;
import engram.domain.health.LagLog.Passes;
import engram.domain.health.Lags;
import engram.ingest.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// Leaves behind how many source paths an invocation handled, and how long after their events that was: one small write
/// an invocation, and nothing fails because of it.
final class PassLog {

    private static final Logger LOG = Logger.getLogger(PassLog.class);

    private final LagLog log;
    private final InstantSource clock;
    private final AtomicBoolean failing = new AtomicBoolean();

    PassLog(LagLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /// @param changed when objects changed, for those of which that says something
    void write(Map<SourcePath, Instant> changed, Map<SourcePath, Outcome> outcomes) {
        Instant now = clock.instant();
        long handled = outcomes.values().stream().filter(PassLog::isEnd).count();
        if (handled == 0) {
            return;
        }
        Lags lags = Lags.NONE;
        for (Map.Entry<SourcePath, Instant> change : changed.entrySet()) {
            if (isSearchable(outcomes.get(change.getKey()))) {
                lags = lags.plus(Lags.of(Duration.between(change.getValue(), now)));
            }
        }
        add(now, new Passes(handled, lags));
    }

    private void add(Instant now, Passes passes) {
        try {
            log.add(now, passes);
            failing.set(false);
        } catch (TransientFailure e) {
            if (!failing.getAndSet(true)) {
                LOG.warnf("what ingest did is not counted, and that not said again: %s", e.getMessage());
            }
        }
    }

    private static boolean isEnd(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Indexed _,
                    Outcome.Unchanged _,
                    Outcome.Absorbed _,
                    Outcome.Removed _,
                    Outcome.Empty _,
                    Outcome.Rejected _ -> true;
            case Outcome.Continued _, Outcome.Postponed _ -> false;
        };
    }

    /// Whether the index became the object's equal by this very pass. An unchanged document was so before, an absorbed
    /// hint is another's work, and what is rejected cannot be found.
    private static boolean isSearchable(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Indexed _, Outcome.Removed _, Outcome.Empty _ -> true;
            case Outcome.Unchanged _,
                    Outcome.Absorbed _,
                    Outcome.Rejected _,
                    Outcome.Continued _,
                    Outcome.Postponed _ -> false;
        };
    }
}
