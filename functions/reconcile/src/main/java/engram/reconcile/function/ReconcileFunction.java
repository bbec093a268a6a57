package engram.reconcile.function;

import engram.reconcile.Settle;
import engram.reconcile.Settle.Settled;
import io.quarkus.funqy.Funq;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/// An order in, what was done out.
public final class ReconcileFunction {

    private static final Logger LOG = Logger.getLogger("engram.reconcile");

    private final Settle settle;

    @Inject
    ReconcileFunction(Settle settle) {
        this.settle = settle;
    }

    @Funq("reconcile")
    public Done reconcile(Order order) {
        return switch (order.toDo()) {
            case SETTLE -> settle();
        };
    }

    private Done settle() {
        Settled settled = settle.run();
        if (settled.hints() > 0) {
            LOG.infof("task=settle hints=%d longest=%s", settled.hints(), settled.longest());
        }
        return new Done(settled.hints());
    }
}
