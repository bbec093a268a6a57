package engram.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/// What came of a question: a value, or trouble.
///
/// @param took until the answer came, or was given up
/// @param lastSuccess when this process got an answer last; absent: not yet
public record Reply<T>(Optional<T> value, Optional<Trouble> trouble, Duration took, Optional<Instant> lastSuccess) {

    public Reply {
        if (value.isPresent() == trouble.isPresent()) {
            throw new IllegalArgumentException("a reply is a value or trouble, got " + value + " and " + trouble);
        }
    }

    boolean is(Predicate<T> condition) {
        return value.filter(condition).isPresent();
    }
}
