package engram.testing;

import engram.domain.AppendedChunks;
import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import engram.domain.EntryStore;
import engram.domain.TransientFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A collection in memory: it gives entries ids of its own, overwrites nothing, refuses nothing that comes late, and searches see what
/// was there at the last refresh.
public class InMemoryCollection extends InMemoryIndex implements EntryStore {

    private final InstantSource clock;
    private final Map<String, Map.Entry<Key, Held>> entries = new HashMap<>();
    private Map<String, Map.Entry<Key, Held>> searchable = Map.of();
    private long added;

    public InMemoryCollection(InstantSource clock) {
        super(clock);
        this.clock = clock;
    }

    /// Searches see what was written by the next time that somebody waits for it.
    @Override
    public List<Outcome> write(
            DocumentId id, long generation, List<ChunkWrite> writes, boolean visible, Instant notAfter) {
        return new AppendedChunks(this, clock, _ -> refresh()).write(id, generation, writes, visible, notAfter);
    }

    @Override
    public synchronized List<Outcome> add(DocumentId id, long generation, List<ChunkWrite.Upsert> upserts, Instant notAfter) {
        requireTime(notAfter);
        return upserts.stream().<Outcome>map(upsert -> {
            Held held = new Held(upsert.chunk(), upsert.chunk().hash(), upsert.embedding(), generation);
            entries.put(Long.toString(added++), Map.entry(new Key(id, upsert.slot()), held));
            return new Outcome.Applied();
        }).toList();
    }

    @Override
    public synchronized long shown(DocumentId id, long generation, Instant notAfter) {
        return shown(id, notAfter).stream().filter(entry -> entry.generation() == generation).count();
    }

    @Override
    public synchronized List<Shown> shown(DocumentId id, Instant notAfter) {
        requireTime(notAfter);
        List<Shown> shown = new ArrayList<>();
        searchable.forEach((entry, held) -> {
            if (held.getKey().document().equals(id)) {
                shown.add(new Shown(entry, held.getKey().slot(), held.getValue().generation()));
            }
        });
        return shown;
    }

    @Override
    public synchronized List<Outcome> remove(DocumentId id, List<String> ids, Instant notAfter) {
        requireTime(notAfter);
        ids.forEach(entries::remove);
        return ids.stream().<Outcome>map(_ -> new Outcome.Applied()).toList();
    }

    private void requireTime(Instant notAfter) {
        if (!clock.instant().isBefore(notAfter)) {
            throw new TransientFailure("the collection was not asked: its time was up");
        }
    }

    @Override
    public synchronized Candidates search(Probe probe) {
        Candidates all = super.search(probe);
        return new Candidates(AppendedChunks.newest(all.semantic()), AppendedChunks.newest(all.lexical()));
    }

    @Override
    public synchronized void refresh() {
        searchable = Map.copyOf(entries);
    }

    @Override
    public synchronized void restart() {
        refresh();
    }

    @Override
    public synchronized Map<Key, Held> entries() {
        Map<Key, Held> newest = new HashMap<>();
        entries.values().forEach(entry -> newest.merge(entry.getKey(), entry.getValue(),
                (one, other) -> other.generation() > one.generation() ? other : one));
        return newest;
    }

    @Override
    public synchronized int size() {
        return entries.size();
    }

    @Override
    public boolean overwrites() {
        return false;
    }

    @Override
    protected Comparator<Entry> order() {
        return ORDER.thenComparing(Entry::generation);
    }

    @Override
    protected Collection<Map.Entry<Key, Held>> searchable() {
        return searchable.values();
    }

    @Override
    public synchronized void damage(Map<Key, Held> now) {
        entries.clear();
        now.forEach((key, held) -> entries.put(Long.toString(added++), Map.entry(key, held)));
        restart();
    }
}
