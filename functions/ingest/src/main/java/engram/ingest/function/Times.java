package engram.ingest.function;

import java.time.Duration;

/// Whether the times of an invocation fit into each other.
final class Times {

    /// For what comes before a parser is begun: a lease, the object's bytes, a place.
    static final Duration BEFORE_PARSING = Duration.ofSeconds(5);

    private Times() {}

    /// An invocation whose first files have not all the time that a parser may take could send them on for ever: none would ever
    /// be read to its end, or rejected for taking too long.
    ///
    /// @throws IllegalArgumentException if they do not fit
    static void check(Duration timeout, Duration reserve, Duration parseTimeout) {
        if (timeout.compareTo(reserve.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("engram.ingest.timeout %s leaves no time to work: engram.ingest.reserve is %s"
                    .formatted(timeout, reserve));
        }
        Duration longest = timeout.minus(reserve).minus(BEFORE_PARSING);
        if (parseTimeout.compareTo(longest) > 0) {
            throw new IllegalArgumentException(("engram.ingest.parse-timeout is %s, but engram.ingest.timeout %s leaves a parser %s at most:"
                            + " %s are engram.ingest.reserve, and %s go by before it begins. Make parse-timeout shorter or timeout longer")
                    .formatted(parseTimeout, timeout, longest.isNegative() ? Duration.ZERO : longest, reserve, BEFORE_PARSING));
        }
    }
}
