package engram.retention.function;

import engram.domain.Catalog;
import engram.domain.EmbeddingCache;
import engram.domain.Workspace;
import engram.domain.WorkspaceMapping;
import engram.domain.health.RetentionReports;
import engram.domain.retention.Ledger;
import engram.domain.retention.Notebook;
import engram.domain.retention.Retrievals;
import engram.domain.retention.SweptBucket;
import engram.domain.retention.Traces;
import engram.retention.hold.Holding;
import engram.retention.ledger.Chain;
import engram.retention.ledger.Verification;
import engram.retention.rules.RulesReader;
import engram.retention.sweep.Consequences;
import engram.retention.sweep.Marks;
import engram.retention.sweep.Plan;
import engram.retention.sweep.RuleBook;
import engram.retention.sweep.Sweep;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Puts the parts together.
final class Wiring {

    @Produces
    @Singleton
    @Startup
    Times times(RetentionConfig config) {
        return new Times(config.timeout(), config.objectsPerSecond());
    }

    @Produces
    @Singleton
    Chain chain(Ledger ledger, Notebook notebook) {
        return new Chain(ledger, notebook, new Consequences(notebook));
    }

    @Produces
    @Singleton
    Verification verification(Ledger ledger, Chain chain) {
        return new Verification(ledger, chain);
    }

    @Produces
    @Singleton
    RuleBook ruleBook(
            Ledger ledger,
            @ConfigProperty(name = "engram.bucket") String documents,
            @ConfigProperty(name = "engram.ledger.bucket") Optional<String> own) {
        return new RuleBook(ledger, new RulesReader(new RulesReader.Buckets(documents, own)));
    }

    @Produces
    @Singleton
    Holding holding(Ledger ledger, Notebook notebook, Chain chain) {
        return new Holding(ledger, notebook, chain, new Marks(notebook)::underWay, InstantSource.system());
    }

    @Produces
    @Singleton
    HeldNotice heldNotice(RetentionReports reports, Holding holding) {
        return new HeldNotice(reports, holding, InstantSource.system());
    }

    @Produces
    @Singleton
    WorkspaceMapping workspaces(@ConfigProperty(name = "engram.default-workspace", defaultValue = "default") String fallback) {
        return new WorkspaceMapping(new Workspace(fallback));
    }

    @Produces
    @Singleton
    Plan plan(SweptBucket bucket, WorkspaceMapping workspaces, Retrievals retrievals, Notebook notebook) {
        return new Plan(bucket, workspaces, retrievals, notebook);
    }

    @Produces
    @Singleton
    Sweep sweep(
            SweptBucket bucket,
            Notebook notebook,
            Ledger ledger,
            Catalog catalog,
            Traces traces,
            EmbeddingCache cache,
            Retrievals retrievals,
            RuleBook rules,
            WorkspaceMapping workspaces) {
        return new Sweep(
                new Sweep.Stores(bucket, notebook, ledger, catalog, traces, cache, retrievals),
                rules,
                workspaces,
                () -> UUID.randomUUID().toString());
    }
}
