package engram.retention.sweep;

import engram.domain.Backoff;
import engram.domain.TransientFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// How much time an invocation has, and how fast it may act.
public final class Budget {

    /// For a deed that has begun, and the receipt of it.
    public static final Duration GRACE = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Instant end;
    private final Duration pause;
    private final Backoff.Sleep sleep;
    private Instant next = Instant.MIN;

    /// @param pause between two deeds
    public Budget(InstantSource clock, Instant end, Duration pause, Backoff.Sleep sleep) {
        this.clock = clock;
        this.end = end;
        this.pause = pause;
        this.sleep = sleep;
    }

    Instant now() {
        return clock.instant();
    }

    Instant end() {
        return end;
    }

    /// By when a deed that has begun has to come to an end.
    Instant deadline() {
        return end.plus(GRACE);
    }

    boolean isOver() {
        return !clock.instant().isBefore(end);
    }

    /// Waits until the next deed is allowed.
    void pace() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            try {
                sleep.pass(Duration.between(now, next));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TransientFailure("interrupted between two deeds", e);
            }
        }
        next = clock.instant().plus(pause);
    }
}
