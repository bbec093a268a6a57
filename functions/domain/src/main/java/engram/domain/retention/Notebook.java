package engram.domain.retention;

import java.util.List;
import java.util.Optional;

/// Small notes that outlive a process. Each change is one atomic conditional change, safe to be sent twice; reads see all
/// changes that were made before. All methods throw [engram.domain.TransientFailure] if the store does not answer; whether a change
/// took effect is then unknown.
public interface Notebook {

    /// Revision of a note that is not there.
    long NONE = 0;

    /// Longest content, in bytes of UTF-8.
    int MAX_BYTES = 300_000;

    /// @param revision 1 for a new note, one more with each change
    record Note(String name, long revision, String content) {}

    Optional<Note> find(String name);

    /// Writes the note if it is at that revision.
    ///
    /// @param revision that is replaced; [#NONE]: there must not be any
    /// @return as it is now; empty if it was at another revision
    Optional<Note> write(String name, long revision, String content);

    /// Erases the note if it is at that revision.
    ///
    /// @return whether it is gone
    boolean erase(String name, long revision);

    /// Up to `limit` notes whose names start so, in the order of their names, those behind `after` only; empty at the end.
    List<Note> list(String prefix, Optional<String> after, int limit);
}
