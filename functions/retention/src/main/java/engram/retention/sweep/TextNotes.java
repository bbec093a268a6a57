package engram.retention.sweep;

import engram.domain.CachedText;
import engram.domain.ModelVersion;
import engram.domain.TextHash;
import engram.domain.retention.Notebook.Note;
import engram.domain.retention.Notebook;
import engram.retention.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Gatherers;

/// Which texts a document may have had vectors of when a deed was about to be done, by the deed: kept from before it until its proof. They are
/// hashes, and short texts can be guessed from those; so nothing of them goes into a receipt, and whoever gives a deed up erases them.
final class TextNotes {

    private static final String PREFIX = "texts/";

    /// A hash takes 67 bytes in JSON, a note has [Notebook#MAX_BYTES].
    private static final int MOST_IN_A_NOTE = 4_000;
    private static final int PAGE = 10;

    private final Notebook notebook;

    TextNotes(Notebook notebook) {
        this.notebook = notebook;
    }

    /// @param complete whether the texts are all that the document may have had; else it was indexed by what kept no list of them
    record Known(boolean complete, Set<CachedText> texts) {}

    /// @param parts how many there are of it
    /// @param texts hashes by model version
    private record Part(boolean complete, int parts, Map<String, List<String>> texts) {}

    /// In the place of what was noted for that deed before.
    void put(String deed, Known known) {
        erase(deed);
        List<List<CachedText>> parts = known.texts().isEmpty()
                ? List.of(List.of())
                : known.texts().stream().gather(Gatherers.windowFixed(MOST_IN_A_NOTE)).toList();
        for (int part = 0; part < parts.size(); part++) {
            // Should another process be at the same deed, it notes the same, or loses the mark.
            notebook.write(name(deed, part), Notebook.NONE, Json.text(new Part(known.complete(), parts.size(), byModel(parts.get(part)))));
        }
    }

    private static Map<String, List<String>> byModel(List<CachedText> texts) {
        Map<String, List<String>> byModel = new TreeMap<>();
        texts.forEach(text -> byModel.computeIfAbsent(text.model().value(), _ -> new ArrayList<>()).add(text.text().hex()));
        return byModel;
    }

    /// Empty if nothing was noted for that deed; not complete if a part of it is missing.
    Optional<Known> of(String deed) {
        List<Part> parts = notes(deed).stream().map(note -> Json.read(note.content(), Part.class)).toList();
        Set<CachedText> texts = new LinkedHashSet<>();
        for (Part part : parts) {
            part.texts().forEach((model, hashes) ->
                    hashes.forEach(hex -> texts.add(new CachedText(new ModelVersion(model), new TextHash(hex)))));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(new Known(parts.stream().allMatch(part -> part.complete() && part.parts() == parts.size()), texts));
    }

    void erase(String deed) {
        notes(deed).forEach(note -> notebook.erase(note.name(), note.revision()));
    }

    private List<Note> notes(String deed) {
        List<Note> notes = new ArrayList<>();
        List<Note> page = notebook.list(PREFIX + deed + "/", Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            notes.addAll(page);
            page = notebook.list(PREFIX + deed + "/", Optional.of(page.getLast().name()), PAGE);
        }
        return notes;
    }

    private static String name(String deed, int part) {
        return PREFIX + deed + "/%04d".formatted(part);
    }
}
