package engram.health;

import engram.domain.ModelVersion;
import engram.domain.health.LagLog.Passes;
import engram.domain.health.ReconcileReport;
import engram.domain.health.RetentionReport;
import engram.domain.health.Vitals.Alias;
import engram.domain.health.Vitals.Queue;
import engram.domain.health.Vitals.Sample;
import engram.domain.health.Watchbook.Entry;
import java.time.Instant;
import java.util.Optional;

/// What one look at everything found.
///
/// @param at when it began
/// @param model that the `ingest` that began last makes documents of
/// @param recent what ingest handled of late, as far back as messages may wait
/// @param hour what ingest handled in the last hour
public record Findings(
        Instant at,
        Reply<Boolean> bucket,
        Reply<Queue> queue,
        Reply<Long> deadLetters,
        Reply<Sample> catalog,
        Reply<Boolean> embeddings,
        Reply<Optional<Long>> index,
        Reply<Alias> alias,
        Reply<Optional<ModelVersion>> model,
        Reply<Optional<Instant>> oldestUnsettled,
        Reply<Passes> recent,
        Reply<Passes> hour,
        Reply<Optional<ReconcileReport>> reconcile,
        Reply<Optional<Entry>> watchbook,
        Reply<Optional<RetentionReport>> retention) {

    /// Since when nothing came of reconcile: its last report, or, where there is none, since when there is something to report on.
    public Optional<Instant> walked() {
        return reconcile.value().flatMap(report -> report.map(ReconcileReport::ended)
                .or(() -> watchbook.value().flatMap(entry -> entry).flatMap(Entry::unwalkedSince)));
    }
}
