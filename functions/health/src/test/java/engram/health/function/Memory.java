package engram.health.function;

import engram.domain.health.LagLog;
import engram.domain.health.ReconcileReports;
import engram.domain.health.RetentionReports;
import engram.domain.health.Vitals;
import engram.domain.health.Watchbook;
import engram.health.Patient;
import engram.testing.InMemoryLagLog;
import engram.testing.InMemoryReconcileReports;
import engram.testing.InMemoryRetentionReports;
import engram.testing.InMemoryWatchbook;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// The world of most tests that speak HTTP, in memory. Selected in application.properties.
@Singleton
@Alternative
final class Memory {

    final Patient patient = new Patient();
    final InMemoryLagLog lags = new InMemoryLagLog();
    final InMemoryReconcileReports reports = new InMemoryReconcileReports();
    final InMemoryRetentionReports held = new InMemoryRetentionReports();
    final InMemoryWatchbook book = new InMemoryWatchbook();

    @Produces
    @Singleton
    Vitals vitals() {
        return patient;
    }

    @Produces
    @Singleton
    LagLog lagLog() {
        return lags;
    }

    @Produces
    @Singleton
    ReconcileReports reconcileReports() {
        return reports;
    }

    @Produces
    @Singleton
    RetentionReports retentionReports() {
        return held;
    }

    @Produces
    @Singleton
    Watchbook watchbook() {
        return book;
    }
}
