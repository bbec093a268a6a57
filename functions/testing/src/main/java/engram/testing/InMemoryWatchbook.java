package engram.testing;

import engram.domain.health.Watchbook;
import java.time.Instant;
import java.util.Optional;

/// All of it in memory.
public final class InMemoryWatchbook implements Watchbook {

    private Optional<Entry> entry = Optional.empty();
    private Optional<Instant> silencedUntil = Optional.empty();
    private Optional<IndexLook> index = Optional.empty();

    @Override
    public synchronized Optional<Entry> read() {
        return entry;
    }

    @Override
    public synchronized boolean replace(Optional<Entry> seen, Entry next) {
        if (!entry.map(Entry::look).equals(seen.map(Entry::look))) {
            return false;
        }
        entry = Optional.of(next);
        return true;
    }

    @Override
    public synchronized Optional<Instant> silencedUntil() {
        return silencedUntil;
    }

    @Override
    public synchronized Optional<IndexLook> index() {
        return index;
    }

    @Override
    public synchronized void keep(IndexLook look) {
        if (index.filter(kept -> kept.at().isAfter(look.at())).isEmpty()) {
            index = Optional.of(look);
        }
    }

    /// As an operator does it.
    public synchronized void silence(Instant until) {
        silencedUntil = Optional.of(until);
    }
}
