package engram.reconcile.function;

import engram.domain.SourcePath;
import engram.reconcile.Reconcile;
import engram.reconcile.Settle;
import engram.reconcile.Settle.Settled;
import engram.reconcile.Walk;
import io.quarkus.funqy.Funq;
import jakarta.inject.Inject;
import java.time.Duration;
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
    private final Duration time;
    private final InstantSource clock;

    @Inject
    ReconcileFunction(Settle settle, Walk walk, Reconcile reconcile, ReconcileConfig config, InstantSource clock) {
        this.settle = settle;
        this.walk = walk;
        this.reconcile = reconcile;
        this.time = config.timeout().minus(config.reserve());
        this.clock = clock;
    }

    @Funq("reconcile")
    public Done reconcile(Order order) {
        return switch (order.toDo()) {
            case SETTLE -> settle();
            case WORKSPACES -> Done.workspaces(walk.workspaces());
            case RECONCILE -> order.isForAll() ? run() : step(order);
        };
    }

    private Done settle() {
        Settled settled = settle.run();
        if (settled.hints() > 0) {
            LOG.infof("task=settle hints=%d longest=%s", settled.hints(), settled.longest());
        }
        return Done.hints(settled.hints());
    }

    private Done run() {
        long hints = reconcile.run(UUID.randomUUID().toString(), clock.instant().plus(time));
        LOG.infof("task=reconcile hints=%d", hints);
        return Done.hints(hints);
    }

    private Done step(Order order) {
        List<SourcePath> paths = order.lookedAt();
        if (!paths.isEmpty()) {
            return Done.of(walk.look(order.of(), paths, order.repair()));
        }
        return reconcile.step(order.range(), order.walker(), order.time(time))
                .map(Done::of)
                .orElseGet(Done::busy);
    }
}
