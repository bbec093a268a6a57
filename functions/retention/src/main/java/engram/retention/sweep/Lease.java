package engram.retention.sweep;

import engram.domain.retention.Notebook.Note;
import engram.domain.retention.Notebook;
import engram.retention.Json;
import java.time.Instant;
import java.util.Optional;

/// Who sweeps: one at a time. It is taken over when it has run out.
final class Lease {

    private static final String NAME = "sweeper";

    private final Notebook notebook;

    Lease(Notebook notebook) {
        this.notebook = notebook;
    }

    private record Holder(String owner, Instant until) {}

    /// @return whether it is the owner's until then
    boolean take(String owner, Instant now, Instant until) {
        Optional<Note> note = notebook.find(NAME);
        Optional<Holder> holder = note.map(found -> Json.read(found.content(), Holder.class));
        boolean free = holder.map(held -> !held.until().isAfter(now) || held.owner().equals(owner)).orElse(true);
        return free
                && notebook.write(NAME, note.map(Note::revision).orElse(Notebook.NONE), Json.text(new Holder(owner, until)))
                        .isPresent();
    }

    void letGo(String owner, Instant now) {
        notebook.find(NAME)
                .filter(note -> Json.read(note.content(), Holder.class).owner().equals(owner))
                .ifPresent(note -> notebook.write(NAME, note.revision(), Json.text(new Holder(owner, now))));
    }
}
