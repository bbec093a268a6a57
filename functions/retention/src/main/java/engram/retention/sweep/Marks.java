package engram.retention.sweep;

import engram.domain.retention.Notebook.Note;
import engram.domain.retention.Notebook;
import engram.retention.Hashes;
import engram.retention.Json;
import engram.retention.hold.Hold;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The marks, one of each source path at most.
public final class Marks {

    private static final String PREFIX = "mark/";
    private static final int NAME_DIGITS = 32;
    private static final int PAGE = 500;

    private final Notebook notebook;

    public Marks(Notebook notebook) {
        this.notebook = notebook;
    }

    /// A mark as it was read: whoever changes it finds out whether it is still so.
    public record Read(Mark mark, String name, long revision) {}

    static String name(String path) {
        return PREFIX + Hashes.sha256(path).substring(0, NAME_DIGITS);
    }

    Optional<Read> of(String path) {
        return notebook.find(name(path)).map(Marks::read);
    }

    private static Read read(Note note) {
        return new Read(Json.read(note.content(), Mark.class), note.name(), note.revision());
    }

    /// Puts a mark where there is none.
    boolean put(Mark mark) {
        return notebook.write(name(mark.path()), Notebook.NONE, Json.text(mark)).isPresent();
    }

    /// @return as it is now; empty if another process has changed it
    Optional<Read> change(Read seen, Mark next) {
        return notebook.write(seen.name(), seen.revision(), Json.text(next)).map(Marks::read);
    }

    /// @return whether it is gone; false if another process has changed it
    boolean erase(Read seen) {
        return notebook.erase(seen.name(), seen.revision());
    }

    /// Erases the mark of that deed, if it is still there.
    void erase(String path, String deed) {
        while (true) {
            Optional<Read> found = of(path).filter(read -> read.mark().deed().equals(deed));
            if (found.isEmpty() || erase(found.get())) {
                return;
            }
        }
    }

    /// Up to `limit` of them behind that name; empty at the end.
    public List<Read> page(Optional<String> after, int limit) {
        return notebook.list(PREFIX, after, limit).stream().map(Marks::read).toList();
    }

    /// Paths of the documents that a sweep is acting on, and that a hold on its path concerns, or may concern by a tag.
    public List<String> underWay(Hold hold) {
        List<String> paths = new ArrayList<>();
        List<Read> page = page(Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            page.stream()
                    .map(Read::mark)
                    .filter(mark -> mark.stage() != Mark.Stage.MARKED && hold.concerns(mark.sourcePath()))
                    .forEach(mark -> paths.add(mark.path()));
            page = page(Optional.of(page.getLast().name()), PAGE);
        }
        return paths;
    }
}
