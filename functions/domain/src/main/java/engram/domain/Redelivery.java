package engram.domain;

import java.time.Duration;
import java.util.Map;

/// When messages that failed come again.
public interface Redelivery {

    /// The longest delay, that of SQS.
    Duration LONGEST = Duration.ofHours(12);

    /// Names one receipt of a message; the next receipt has another name.
    record Receipt(String handle) {}

    /// Has each of these messages come again when its delay is over, counted from now, whatever its queue has been told
    /// before. It has to be reported as failed all the same.
    ///
    /// @param delays whole seconds, at most [#LONGEST]
    /// @throws TransientFailure if the queue did not take all of them; the others it did. They come again when the time
    ///     is over that the queue keeps any received message.
    void later(Map<Receipt, Duration> delays);
}
