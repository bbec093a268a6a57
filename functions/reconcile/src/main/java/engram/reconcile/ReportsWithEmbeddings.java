package engram.reconcile;

import engram.domain.TransientFailure;
import engram.domain.health.ReconcileReport;
import engram.domain.health.ReconcileReports;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Adds to what walks saw what there is of retired embeddings, which belong to no workspace. If nobody tells, that is
/// logged, and the walks' report is kept all the same.
public final class ReportsWithEmbeddings implements ReconcileReports {

    private static final Logger LOG = Logger.getLogger(ReportsWithEmbeddings.class);

    private final ReconcileReports reports;
    private final RetiredEmbeddings embeddings;

    public ReportsWithEmbeddings(ReconcileReports reports, RetiredEmbeddings embeddings) {
        this.reports = reports;
        this.embeddings = embeddings;
    }

    @Override
    public void keep(ReconcileReport report) {
        Map<String, Long> retired = retired();
        reports.keep(report.plus(
                new ReconcileReport(report.ended(), Duration.ZERO, Map.of(), retired, Optional.empty()), report.ended()));
    }

    /// Nothing of the walk that ends here depends on it, and the next one asks again.
    private Map<String, Long> retired() {
        try {
            return embeddings.look().differences();
        } catch (TransientFailure failure) {
            LOG.warnf("what a walk saw is kept without what there is of retired embeddings: %s", failure.getMessage());
            return Map.of();
        }
    }

    @Override
    public Optional<ReconcileReport> latest() {
        return reports.latest();
    }
}
