package engram.reconcile.function;

import engram.domain.Bucket;
import engram.domain.BucketListing;
import engram.domain.Catalog;
import engram.domain.CatalogScan;
import engram.domain.DoubtQueue;
import engram.domain.EmbeddingSample;
import engram.domain.HintBacklog;
import engram.domain.HintQueue;
import engram.domain.IndexScan;
import engram.domain.Unsettled;
import engram.domain.Walks;
import engram.domain.Workspace;
import engram.domain.WorkspaceMapping;
import engram.domain.health.ReconcileReports;
import engram.domain.health.VersionLog;
import engram.reconcile.Reconcile;
import engram.reconcile.ReconcileSettings;
import engram.reconcile.ReportsWithEmbeddings;
import engram.reconcile.RetiredEmbeddings;
import engram.reconcile.Settle;
import engram.reconcile.SettleSettings;
import engram.reconcile.Walk;
import engram.reconcile.WalkPorts;
import engram.reconcile.WalkSettings;
import engram.storage.inventory.Inventories;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Puts the parts together.
final class Wiring {

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    @Startup
    Settle settle(Unsettled unsettled, HintQueue queue, ReconcileConfig config, InstantSource clock) {
        return new Settle(
                unsettled,
                queue,
                new SettleSettings(config.settleAfter(), config.settleLongestPause(), config.settleHintsAtOnce()),
                clock);
    }

    @Produces
    @Singleton
    WalkPorts ports(
            BucketListing listing,
            Inventories inventories,
            ReconcileConfig config,
            Bucket bucket,
            CatalogScan scan,
            Catalog catalog,
            IndexScan index,
            HintQueue hints,
            DoubtQueue doubts,
            HintBacklog backlog,
            VersionLog versions,
            Unsettled unsettled) {
        BucketListing listed = config.inventory().map(inventories::at).orElse(listing);
        return new WalkPorts(listed, bucket, scan, catalog, index, hints, doubts, backlog, versions, unsettled);
    }

    @Produces
    @Singleton
    RetiredEmbeddings retiredEmbeddings(EmbeddingSample embeddings, VersionLog versions, InstantSource clock) {
        return new RetiredEmbeddings(embeddings, versions, clock);
    }

    @Produces
    @Singleton
    Walk walk(
            WalkPorts ports,
            ReconcileConfig config,
            @ConfigProperty(name = "engram.default-workspace") String defaultWorkspace,
            InstantSource clock) {
        return new Walk(
                ports,
                new WorkspaceMapping(new Workspace(defaultWorkspace)),
                new WalkSettings(
                        config.grace(), config.unsettled(), config.retry(), config.hintsASecond(), config.maxWaiting(), config.examples()),
                Wiring::sleep,
                clock);
    }

    @Produces
    @Singleton
    @Startup
    Reconcile reconcile(
            Walk walk, Walks walks, ReconcileReports reports, RetiredEmbeddings embeddings, ReconcileConfig config, InstantSource clock) {
        if (config.reserve().isNegative() || config.timeout().compareTo(config.reserve()) <= 0) {
            throw new IllegalArgumentException(
                    "engram.reconcile.timeout %s leaves no time to work, or engram.reconcile.reserve %s is negative"
                            .formatted(config.timeout(), config.reserve()));
        }
        return new Reconcile(
                walk,
                walks,
                new ReportsWithEmbeddings(reports, embeddings),
                new ReconcileSettings(config.every(), config.again(), config.reserve()),
                clock);
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two hints", e);
        }
    }
}
