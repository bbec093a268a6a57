package engram.health;

import engram.domain.ModelVersion;
import engram.domain.health.LagLog.Passes;
import engram.domain.health.ReconcileReport;
import engram.domain.health.RetentionReport;
import engram.domain.health.Vitals.Alias;
import engram.domain.health.Vitals.Queue;
import engram.domain.health.Vitals.Sample;
import engram.domain.health.Watchbook.Entry;
import engram.domain.health.Watchbook.IndexLook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What one look at everything found.
///
/// @param at when it began
/// @param model that the `ingest` that began last makes documents of
/// @param recent what ingest handled of late, as far back as messages may wait
/// @param hour what ingest handled in the last hour
/// @param earlier what an earlier look saw of the index, where that is what is known of it: this one left it alone, or asked
///                in vain, of one that may be waking up
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
        Reply<Optional<RetentionReport>> retention,
        Optional<IndexLook> earlier) {

    /// Whether index or alias did not answer in time, and nothing else is known to be wrong with either.
    boolean isIndexSilent() {
        List<Trouble> troubles = Stream.of(index, alias).flatMap(reply -> reply.trouble().stream()).toList();
        return !troubles.isEmpty() && troubles.stream().allMatch(Trouble::late);
    }

    /// Whether the index was asked, whatever came of it.
    boolean isIndexAsked() {
        return earlier.flatMap(look -> look.silentSince()).isPresent() || earlier.isEmpty();
    }

    /// The same, and what is known of the index from earlier.
    Findings knowing(IndexLook look) {
        return new Findings(
                at, bucket, queue, deadLetters, catalog, embeddings, index, alias, model, oldestUnsettled, recent, hour, reconcile,
                watchbook, retention, Optional.of(look));
    }

    /// Chunks behind the alias, by the look that is known.
    public Optional<Long> chunks() {
        return earlier.isPresent() ? earlier.flatMap(IndexLook::chunks) : index.value().flatMap(count -> count);
    }

    /// What the alias leads to, by the look that is known.
    public Optional<Alias> indexes() {
        return earlier.map(IndexLook::alias).or(alias::value);
    }

    /// How old what is known of the index is; empty if it is of this look.
    public Optional<Duration> indexAge() {
        return earlier.map(look -> Duration.between(look.at(), at));
    }

    /// Since when nothing came of reconcile: its last report, or, where there is none, since when there is something to report on.
    public Optional<Instant> walked() {
        return reconcile.value().flatMap(report -> report.map(ReconcileReport::ended)
                .or(() -> watchbook.value().flatMap(entry -> entry).flatMap(Entry::unwalkedSince)));
    }
}
