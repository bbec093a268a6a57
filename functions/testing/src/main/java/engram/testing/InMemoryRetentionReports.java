package engram.testing;

import engram.domain.health.RetentionReport;
import engram.domain.health.RetentionReports;
import java.util.Optional;

/// The last report in memory.
public final class InMemoryRetentionReports implements RetentionReports {

    private Optional<RetentionReport> latest = Optional.empty();

    @Override
    public synchronized void keep(RetentionReport report) {
        if (latest.isEmpty() || !latest.get().at().isAfter(report.at())) {
            latest = Optional.of(report);
        }
    }

    @Override
    public synchronized Optional<RetentionReport> latest() {
        return latest;
    }
}
