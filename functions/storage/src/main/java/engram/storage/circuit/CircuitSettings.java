package engram.storage.circuit;

import java.time.Duration;

/// When circuits open, and for how long.
///
/// @param outages in a row after which a circuit opens
/// @param pause until one call is let through to try
public record CircuitSettings(int outages, Duration pause) {

    public CircuitSettings {
        if (outages < 1 || pause.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException(
                    "engram.failure.breaker-outages is at least 1 and engram.failure.breaker-pause at least 1ms, got %d and %s"
                            .formatted(outages, pause));
        }
    }
}
