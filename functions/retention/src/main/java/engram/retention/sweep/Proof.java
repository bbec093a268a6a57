package engram.retention.sweep;

import engram.domain.retention.Notebook.Note;
import engram.domain.retention.Notebook;
import engram.retention.Json;
import java.util.List;
import java.util.Optional;

/// What is still to be proven: that what a receipt tells of has arrived in catalog and index.
///
/// @param number of the receipt
/// @param path the object's key
/// @param deed that the receipt is of
record Proof(long number, String path, String deed) {

    private static final String PREFIX = "proof/";

    static String name(long number) {
        return PREFIX + "%012d".formatted(number);
    }

    void put(Notebook notebook) {
        notebook.write(name(number), Notebook.NONE, Json.text(this));
    }

    static boolean isOpen(Notebook notebook, long number) {
        return notebook.find(name(number)).isPresent();
    }

    static void close(Notebook notebook, long number) {
        notebook.find(name(number)).ifPresent(note -> {
            new TextNotes(notebook).erase(Json.read(note.content(), Proof.class).deed());
            notebook.erase(note.name(), note.revision());
        });
    }

    static List<Proof> open(Notebook notebook, Optional<Long> after, int limit) {
        return notebook.list(PREFIX, after.map(Proof::name), limit).stream()
                .map(Note::content)
                .map(content -> Json.read(content, Proof.class))
                .toList();
    }
}
