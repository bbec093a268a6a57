package engram.health;

import engram.testing.InMemoryLagLog;
import engram.testing.InMemoryReconcileReports;
import engram.testing.InMemoryRetentionReports;
import engram.testing.InMemoryWatchbook;
import engram.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// Health and all that it needs, in memory. Those who are to answer in time have half a minute for it.
final class Clinic {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    final Patient patient = new Patient();
    final InMemoryLagLog lags = new InMemoryLagLog();
    final InMemoryReconcileReports reports = new InMemoryReconcileReports();
    final InMemoryRetentionReports held = new InMemoryRetentionReports();
    final InMemoryWatchbook book = new InMemoryWatchbook();
    final ManualClock clock = new ManualClock(NOW);
    final AtomicLong nanos = new AtomicLong();

    Health health() {
        return health(Duration.ofSeconds(30));
    }

    Health health(Duration limit) {
        return health(limit, Duration.ZERO);
    }

    /// @param indexInterval how often a schedule looks at an index that may sleep
    Health health(Duration limit, Duration indexInterval) {
        return new Health(
                patient,
                lags,
                reports,
                held,
                book,
                new Health.Settings(limit, Duration.ofSeconds(5), indexInterval, Patient.THRESHOLDS),
                clock,
                nanos::get);
    }
}
