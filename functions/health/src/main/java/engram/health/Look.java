package engram.health;

import engram.domain.ModelVersion;
import engram.domain.health.LagLog.Passes;
import engram.domain.health.LagLog;
import engram.domain.health.ReconcileReport;
import engram.domain.health.ReconcileReports;
import engram.domain.health.RetentionReport;
import engram.domain.health.RetentionReports;
import engram.domain.health.Vitals.Alias;
import engram.domain.health.Vitals.Queue;
import engram.domain.health.Vitals.Sample;
import engram.domain.health.Vitals;
import engram.domain.health.Watchbook.IndexLook;
import engram.domain.health.Watchbook;
import engram.health.Question.Pending;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Asks all there is to ask, side by side.
final class Look {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final IndexLook NOTHING =
            new IndexLook(Instant.EPOCH, false, Optional.empty(), new Alias(Set.of(), Set.of()), Optional.empty());

    private final InstantSource clock;
    private final IndexRest rest;
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
    private final Question<Optional<IndexLook>> lastLook;

    /// @param recently how far back "of late" reaches
    Look(
            Vitals vitals,
            LagLog lags,
            ReconcileReports reports,
            RetentionReports held,
            Watchbook book,
            IndexRest rest,
            Duration recently,
            InstantSource clock) {
        this.clock = clock;
        this.rest = rest;
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
        this.lastLook = question("the catalog's word on the index", book::index);
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

    /// Sets up what looks need, and wakes nobody.
    void prepare(Duration limit) {
        if (rest.isOn()) {
            leave(clock.instant(), limit, NOTHING);
        } else {
            at(limit, true);
        }
    }

    /// @param limit for each, and so, as they run side by side, for all; a look that may leave the index alone has as long to find out
    ///              whether it does
    /// @param always whether the index is asked even if it may be left alone
    Findings at(Duration limit, boolean always) {
        Instant now = clock.instant();
        if (!rest.isOn()) {
            return ask(now, in(limit));
        }
        Pending<Optional<IndexLook>> lastAsked = lastLook.begin();
        if (always) {
            long deadline = in(limit);
            Findings found = ask(now, deadline);
            return rest.judge(found, rest.last(lastAsked.await(deadline)));
        }
        Optional<IndexLook> last = rest.last(lastAsked.await(in(limit)));
        return last.filter(look -> rest.isGood(look, now))
                .map(look -> leave(now, limit, look))
                .orElseGet(() -> rest.judge(ask(now, in(limit)), last));
    }

    private static long in(Duration limit) {
        return System.nanoTime() + limit.toNanos();
    }

    private Findings ask(Instant now, long deadline) {
        return ask(now, deadline, index.begin(), alias.begin());
    }

    /// @param known what stands for what the index would say
    private Findings leave(Instant now, Duration limit, IndexLook known) {
        return ask(now, in(limit), known(known.chunks(), known), known(known.alias(), known)).knowing(known);
    }

    private static <T> Pending<T> known(T value, IndexLook look) {
        return _ -> new Reply<>(Optional.of(value), Optional.empty(), Duration.ZERO, Optional.of(look.at()));
    }

    private Findings ask(Instant now, long deadline, Pending<Optional<Long>> indexAsked, Pending<Alias> aliasAsked) {
        var bucketAsked = bucket.begin();
        var queueAsked = queue.begin();
        var deadLettersAsked = deadLetters.begin();
        var catalogAsked = catalog.begin();
        var embeddingsAsked = embeddings.begin();
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
                retentionAsked.await(deadline),
                Optional.empty());
    }
}
