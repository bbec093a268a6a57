package engram.testing;

import engram.domain.health.VersionLog;
import java.time.Instant;
import java.util.Optional;

/// The last versions in memory.
public final class InMemoryVersionLog implements VersionLog {

    private Optional<Versions> latest = Optional.empty();
    private Instant since = Instant.MIN;

    @Override
    public synchronized void keep(Versions versions, Instant at) {
        if (!at.isBefore(since)) {
            latest = Optional.of(versions);
            since = at;
        }
    }

    @Override
    public synchronized Optional<Versions> latest() {
        return latest;
    }
}
