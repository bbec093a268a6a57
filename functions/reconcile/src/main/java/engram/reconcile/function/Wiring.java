package engram.reconcile.function;

import engram.domain.HintQueue;
import engram.domain.Unsettled;
import engram.reconcile.Settle;
import engram.reconcile.SettleSettings;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Puts the parts together.
final class Wiring {

    @Produces
    @Singleton
    @Startup
    Settle settle(Unsettled unsettled, HintQueue queue, ReconcileConfig config) {
        return new Settle(
                unsettled,
                queue,
                new SettleSettings(config.settleAfter(), config.settleLongestPause(), config.settleHintsAtOnce()),
                InstantSource.system());
    }
}
