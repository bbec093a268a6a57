package engram.testing;

import engram.domain.health.RetentionReports;
import engram.testing.contract.RetentionReportsContract;

class InMemoryRetentionReportsTest extends RetentionReportsContract {

    private final RetentionReports reports = new InMemoryRetentionReports();

    @Override
    protected RetentionReports reports() {
        return reports;
    }
}
