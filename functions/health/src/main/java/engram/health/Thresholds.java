package engram.health;

import java.time.Duration;
import java.util.Optional;

/// From when on something that is behind is a concern.
///
/// @param unsettled longest time that a document may be unsettled
/// @param stalled longest time that messages may wait while ingest handles none
/// @param deadLetters most messages in the dead-letter queue
/// @param lag longest p95 of an hour's lags
/// @param drift most differences that reconcile may have seen
/// @param reconcile longest time since reconcile's last report
/// @param failed longest time that a document may be FAILED; absent: any
public record Thresholds(
        Duration unsettled,
        Duration stalled,
        long deadLetters,
        Duration lag,
        long drift,
        Duration reconcile,
        Optional<Duration> failed) {}
