package engram.storage.circuit;

import engram.domain.OutOfTime;
import engram.domain.TransientFailure;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Lets calls through to one store while it works. After so many outages in a row it fails them at once, so that an
/// invocation does not spend its time on waiting; after a pause one call is let through, and decides what comes next.
///
/// A store that answers works, whatever the answer: that something is missing, refused, or another's.
public final class Circuit {

    private static final Logger LOG = Logger.getLogger(Circuit.class);
    private static final float ALL_OF_THEM = 100;

    private final Store store;
    private final CircuitSettings settings;
    private final CircuitBreaker breaker;
    private volatile String lastOutage = "";

    Circuit(Store store, CircuitSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        // So many outages in a row: all of the last so many calls.
        this.breaker = CircuitBreaker.of(store.name(), CircuitBreakerConfig.custom()
                .slidingWindow(settings.outages(), settings.outages(), SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(ALL_OF_THEM)
                .waitDurationInOpenState(settings.pause())
                .permittedNumberOfCallsInHalfOpenState(1)
                .clock(clock)
                .build());
        breaker.getEventPublisher().onStateTransition(_ -> tell());
    }

    /// What the call returns, or throws.
    ///
    /// @param call says by an [Outage] that the store is away, and by [OutOfTime] that it cannot tell
    /// @throws TransientFailure at once if the circuit is open
    public <T> T call(Supplier<T> call) {
        if (!breaker.tryAcquirePermission()) {
            throw new TransientFailure("circuit open: %s is not asked for a while after %d outages in a row, the last: %s"
                    .formatted(store, settings.outages(), lastOutage));
        }
        boolean judged = false;
        try {
            T answer = call.get();
            judged = works();
            return answer;
        } catch (Outage outage) {
            judged = isAway(outage);
            throw outage;
        } catch (OutOfTime unanswered) {
            throw unanswered;
        } catch (TransientFailure answer) {
            judged = works();
            throw answer;
        } finally {
            if (!judged) {
                breaker.releasePermission();
            }
        }
    }

    private boolean works() {
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        return true;
    }

    private boolean isAway(Outage outage) {
        lastOutage = outage.getMessage();
        breaker.onError(0, TimeUnit.NANOSECONDS, outage);
        return true;
    }

    CircuitState state() {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> CircuitState.OPEN;
            case HALF_OPEN -> CircuitState.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> CircuitState.CLOSED;
        };
    }

    private void tell() {
        switch (state()) {
            case OPEN -> LOG.warnf("circuit=%s state=open for=%s after=\"%s\"", store.name(), settings.pause(), lastOutage);
            case HALF_OPEN -> LOG.infof("circuit=%s state=half-open", store.name());
            case CLOSED -> LOG.infof("circuit=%s state=closed", store.name());
        }
    }
}
