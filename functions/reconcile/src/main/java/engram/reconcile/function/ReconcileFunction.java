package engram.reconcile.function;

import engram.domain.SourcePath;
import engram.domain.audit.AuditEvent;
import engram.domain.audit.AuditTrail;
import engram.reconcile.Reconcile;
import engram.reconcile.RetiredEmbeddings;
import engram.reconcile.Settle.Settled;
import engram.reconcile.Settle;
import engram.reconcile.Walk;
import engram.storage.audit.InvocationId;
import io.quarkus.funqy.Funq;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/// An order in, what was done out.
public final class ReconcileFunction {

    private static final Logger LOG = Logger.getLogger("engram.reconcile");

    private final Settle settle;
    private final Walk walk;
    private final Reconcile reconcile;
    private final RetiredEmbeddings embeddings;
    private final AuditTrail audit;
    private final Duration time;
    private final InstantSource clock;

    @Inject
    ReconcileFunction(
            Settle settle, Walk walk, Reconcile reconcile, RetiredEmbeddings embeddings, AuditTrail audit, ReconcileConfig config,
            InstantSource clock) {
        this.settle = settle;
        this.walk = walk;
        this.reconcile = reconcile;
        this.embeddings = embeddings;
        this.audit = audit;
        this.time = config.timeout().minus(config.reserve());
        this.clock = clock;
    }

    @Funq("reconcile")
    public Done reconcile(Order order) {
        String invocation = InvocationId.begin();
        return switch (order.toDo()) {
            case SETTLE -> settle(invocation);
            case WORKSPACES -> Done.of(walk.workspaces(order.goesOnBehind(), clock.instant().plus(order.timeIfAny(time))));
            case EMBEDDINGS -> Done.of(embeddings.look());
            case GO_ON -> scheduled(reconcile.goOn(UUID.randomUUID().toString(), stopAt()), invocation);
            case RECONCILE -> order.isForAll() ? scheduled(reconcile.run(UUID.randomUUID().toString(), stopAt()), invocation) : step(order);
        };
    }

    private Done settle(String invocation) {
        Settled settled = settle.run();
        if (settled.hints() > 0) {
            LOG.infof("task=settle hints=%d longest=%s", settled.hints(), settled.longest());
            tell("settle", settled.hints(), invocation);
        }
        return Done.hints(settled.hints());
    }

    private Done scheduled(long hints, String invocation) {
        if (hints > 0) {
            LOG.infof("task=reconcile hints=%d", hints);
            tell("reconcile", hints, invocation);
        }
        return Done.hints(hints);
    }

    private void tell(String action, long hints, String invocation) {
        audit.add(new AuditEvent(clock.instant(), AuditEvent.SCHEDULE, action, "", "", hints, AuditEvent.OK, invocation));
    }

    private Instant stopAt() {
        return clock.instant().plus(time);
    }

    private Done step(Order order) {
        List<SourcePath> paths = order.lookedAt();
        if (!paths.isEmpty()) {
            return Done.of(walk.look(order.of(), paths, order.repair(), order.since(clock.instant()), stopAt()));
        }
        return reconcile.step(order.range(), order.walker(), order.time(time))
                .map(Done::of)
                .orElseGet(Done::busy);
    }
}
