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
/// during a look gets what that sees. An index that may sleep is woken by those who want to know, and not by a schedule or a probe.
public final class Health {

    private final Look look;
    private final IndexRest rest;
    private final Settings settings;
    private final LongSupplier nanos;
    private Seen seen;
    private long seenAt;

    /// @param limit for everybody's answer
    /// @param keptFor how long what was seen is good enough
    /// @param indexInterval how long what was seen of the index is good enough for a schedule; zero: the index is asked at each look
    public record Settings(Duration limit, Duration keptFor, Duration indexInterval, Thresholds thresholds) {}

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
        this.rest = new IndexRest(settings.indexInterval(), book);
        this.look = new Look(vitals, lags, reports, held, book, rest, settings.thresholds().stalled(), clock);
        this.settings = settings;
        this.nanos = nanos;
    }

    /// What was seen of late, or is seen now.
    public synchronized Seen now() {
        return isFresh() && seen.findings().isIndexAsked() ? seen : within(settings.limit());
    }

    /// What was seen of late, or is seen now, by somebody who asks often.
    public synchronized Seen glance() {
        return isFresh() ? seen : again();
    }

    private boolean isFresh() {
        return seen != null && nanos.getAsLong() - seenAt <= settings.keptFor().toNanos();
    }

    /// What a schedule sees now.
    public Seen again() {
        return look(settings.limit(), false);
    }

    /// Looks, so that the next look finds all clients set up, and keeps nothing of what is seen: the stores may be starting
    /// just like this process.
    public synchronized void prepare(Duration limit) {
        look.prepare(limit);
    }

    /// What is seen now by somebody who wants to know, with another limit.
    public Seen within(Duration limit) {
        return look(limit, true);
    }

    private synchronized Seen look(Duration limit, boolean always) {
        Findings findings = look.at(limit, always);
        seen = new Seen(findings, Judgement.of(findings, settings.thresholds()));
        seenAt = nanos.getAsLong();
        rest.keep(seen);
        return seen;
    }
}
