package engram.health;

import engram.domain.ModelVersion;
import engram.domain.health.LagLog;
import engram.domain.health.LagLog.Passes;
import engram.domain.health.ReconcileReport;
import engram.domain.health.ReconcileReports;
import engram.domain.health.RetentionReport;
import engram.domain.health.RetentionReports;
import engram.domain.health.Vitals;
import engram.domain.health.Vitals.Alias;
import engram.domain.health.Vitals.Queue;
import engram.domain.health.Vitals.Sample;
import engram.domain.health.Watchbook;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// Asks all there is to ask, side by side.
final class Look {

    private static final Duration HOUR = Duration.ofHours(1);

    private final InstantSource clock;
    private final Question<Boolean> bucket;
    private final Question<Queue> queue;
    private final Question<Long> deadLetters;
    private final Question<Sample> catalog;
    private final Question<Boolean> embeddings;
    private final Question<Optional<Long>> index;
    private final Question<Alias> alias;
    private final Question<Optional<ModelVersion>> model;
    private final Question<Optional<Instant>> oldestUnsettled;
    private final Question<Passes> recent;
    private final Question<Passes> hour;
    private final Question<Optional<ReconcileReport>> reconcile;
    private final Question<Optional<Watchbook.Entry>> watchbook;
    private final Question<Optional<RetentionReport>> retention;

    /// @param recently how far back "of late" reaches
    Look(
            Vitals vitals,
            LagLog lags,
            ReconcileReports reports,
            RetentionReports held,
            Watchbook book,
            Duration recently,
            InstantSource clock) {
        this.clock = clock;
        this.bucket = answers("the bucket", vitals::bucket);
        this.queue = question("the queue", vitals::queue);
        this.deadLetters = question("the dead-letter queue", vitals::deadLetters);
        this.catalog = question("the catalog", vitals::catalog);
        this.embeddings = answers("the table of embeddings", vitals::embeddings);
        this.index = question("the index", vitals::index);
        this.alias = question("the alias", vitals::alias);
        this.model = question("the catalog's word on the model of ingest", vitals::model);
        this.oldestUnsettled = question("the catalog's index of what is unsettled", vitals::oldestUnsettled);
        this.recent = question("the catalog's recent passes", () -> lags.since(clock.instant().minus(recently)));
        this.hour = question("the catalog's passes", () -> lags.since(clock.instant().minus(HOUR)));
        this.reconcile = question("the catalog's report of reconcile", reports::latest);
        this.watchbook = question("the catalog's watchbook", book::read);
        this.retention = question("the catalog's report of retention", held::latest);
    }

    private <T> Question<T> question(String name, Supplier<T> ask) {
        return new Question<>(name, ask, clock);
    }

    private Question<Boolean> answers(String name, Runnable ask) {
        return question(name, () -> {
            ask.run();
            return true;
        });
    }

    /// @param limit for each, and so, as they run side by side, for all
    Findings at(Duration limit) {
        Instant now = clock.instant();
        long deadline = System.nanoTime() + limit.toNanos();
        var bucketAsked = bucket.begin();
        var queueAsked = queue.begin();
        var deadLettersAsked = deadLetters.begin();
        var catalogAsked = catalog.begin();
        var embeddingsAsked = embeddings.begin();
        var indexAsked = index.begin();
        var aliasAsked = alias.begin();
        var modelAsked = model.begin();
        var unsettledAsked = oldestUnsettled.begin();
        var recentAsked = recent.begin();
        var hourAsked = hour.begin();
        var reconcileAsked = reconcile.begin();
        var watchbookAsked = watchbook.begin();
        var retentionAsked = retention.begin();
        return new Findings(
                now,
                bucketAsked.await(deadline),
                queueAsked.await(deadline),
                deadLettersAsked.await(deadline),
                catalogAsked.await(deadline),
                embeddingsAsked.await(deadline),
                indexAsked.await(deadline),
                aliasAsked.await(deadline),
                modelAsked.await(deadline),
                unsettledAsked.await(deadline),
                recentAsked.await(deadline),
                hourAsked.await(deadline),
                reconcileAsked.await(deadline),
                watchbookAsked.await(deadline),
                retentionAsked.await(deadline));
    }
}
