package engram.health;

import engram.domain.health.LagLog;
import engram.domain.health.ReconcileReports;
import engram.domain.health.RetentionReports;
import engram.domain.health.Vitals;
import engram.domain.health.Watchbook;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// How everything is, looked at no more often than it changes: whoever asks meanwhile gets what was seen, and whoever asks
/// during a look gets what that sees.
public final class Health {

    private final Look look;
    private final Settings settings;
    private final LongSupplier nanos;
    private Seen seen;
    private long seenAt;

    /// @param limit for everybody's answer
    /// @param keptFor how long what was seen is good enough
    public record Settings(Duration limit, Duration keptFor, Thresholds thresholds) {}

    /// @param nanos like [System#nanoTime()]
    public Health(
            Vitals vitals,
            LagLog lags,
            ReconcileReports reports,
            RetentionReports held,
            Watchbook book,
            Settings settings,
            InstantSource clock,
            LongSupplier nanos) {
        this.look = new Look(vitals, lags, reports, held, book, settings.thresholds().stalled(), clock);
        this.settings = settings;
        this.nanos = nanos;
    }

    /// What was seen of late, or is seen now.
    public synchronized Seen now() {
        return seen == null || nanos.getAsLong() - seenAt > settings.keptFor().toNanos() ? again() : seen;
    }

    /// What is seen now.
    public Seen again() {
        return within(settings.limit());
    }

    /// Looks, so that the next look finds all clients set up, and keeps nothing of what is seen: the stores may be starting
    /// just like this process.
    public synchronized void prepare(Duration limit) {
        look.at(limit);
    }

    /// What is seen now, with another limit.
    public synchronized Seen within(Duration limit) {
        Findings findings = look.at(limit);
        seen = new Seen(findings, Judgement.of(findings, settings.thresholds()));
        seenAt = nanos.getAsLong();
        return seen;
    }
}
