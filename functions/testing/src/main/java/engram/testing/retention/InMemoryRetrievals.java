package engram.testing.retention;

import engram.domain.DocumentId;
import engram.domain.retention.Retrievals;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Notes of retrievals in memory.
public final class InMemoryRetrievals implements Retrievals {

    private final Map<DocumentId, Instant> last = new HashMap<>();
    private final Function<DocumentId, Optional<Instant>> firstSeen;
    private Optional<Noting> noting = Optional.empty();

    /// @param firstSeen what the catalog knows of that
    public InMemoryRetrievals(Function<DocumentId, Optional<Instant>> firstSeen) {
        this.firstSeen = firstSeen;
    }

    @Override
    public synchronized Optional<Noting> noting() {
        return noting;
    }

    @Override
    public synchronized void begin(Instant now, Duration interval) {
        Noting next = new Noting(now.truncatedTo(ChronoUnit.MILLIS), interval);
        noting = Optional.of(noting
                .map(before -> new Noting(before.since(), before.interval().compareTo(interval) > 0 ? before.interval() : interval))
                .orElse(next));
    }

    @Override
    public synchronized void end() {
        noting = Optional.empty();
    }

    @Override
    public synchronized void note(DocumentId id, Instant at, Duration interval) {
        Instant before = last.get(id);
        if (before == null || !before.isAfter(at.minus(interval))) {
            last.put(id, at);
        }
    }

    @Override
    public synchronized Retrieved of(DocumentId id) {
        return new Retrieved(firstSeen.apply(id), Optional.ofNullable(last.get(id)));
    }
}
