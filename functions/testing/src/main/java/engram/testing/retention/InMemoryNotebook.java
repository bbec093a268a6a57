package engram.testing.retention;

import engram.domain.retention.Notebook;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A notebook in memory.
public final class InMemoryNotebook implements Notebook {

    private final TreeMap<String, Note> notes = new TreeMap<>();

    @Override
    public synchronized Optional<Note> find(String name) {
        return Optional.ofNullable(notes.get(name));
    }

    @Override
    public synchronized Optional<Note> write(String name, long revision, String content) {
        if (content.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("a note has at most " + MAX_BYTES + " bytes");
        }
        Note next = new Note(name, revision + 1, content);
        long there = find(name).map(Note::revision).orElse(NONE);
        if (there == revision) {
            notes.put(name, next);
        }
        return find(name).filter(next::equals);
    }

    @Override
    public synchronized boolean erase(String name, long revision) {
        if (find(name).filter(note -> note.revision() != revision).isPresent()) {
            return false;
        }
        notes.remove(name);
        return true;
    }

    @Override
    public synchronized List<Note> list(String prefix, Optional<String> after, int limit) {
        return notes.tailMap(after.orElse(""), false).values().stream()
                .filter(note -> note.name().startsWith(prefix))
                .limit(limit)
                .toList();
    }
}
