package engram.reconcile;

import engram.domain.TransientFailure;
import engram.domain.health.ReconcileReport;
import engram.domain.health.ReconcileReports;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Adds to what walks saw what there is of retired embeddings, which belong to no workspace. If nobody tells, the walks' report is kept all
/// the same.
public final class ReportsWithEmbeddings implements ReconcileReports {

    private final ReconcileReports reports;
    private final RetiredEmbeddings embeddings;

    public ReportsWithEmbeddings(ReconcileReports reports, RetiredEmbeddings embeddings) {
        this.reports = reports;
        this.embeddings = embeddings;
    }

    @Override
    public void keep(ReconcileReport report) {
        Map<String, Long> retired;
        try {
            retired = embeddings.look().differences();
        } catch (TransientFailure failure) {
            reports.keep(report);
            throw failure;
        }
        reports.keep(report.plus(
                new ReconcileReport(report.ended(), Duration.ZERO, Map.of(), retired, Optional.empty()), report.ended()));
    }

    @Override
    public Optional<ReconcileReport> latest() {
        return reports.latest();
    }
}
