package engram.retention.sweep;

import engram.domain.CachedText;
import engram.domain.CachedTexts;
import engram.domain.Catalog.DocumentView;
import engram.domain.Catalog;
import engram.domain.DocumentId;
import engram.domain.SourcePath;
import engram.domain.WorkspaceMapping;
import engram.domain.retention.Notebook;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What the embedding cache may hold of a document that something is done to.
///
/// Whoever indexes drops the vectors of what a document holds no more. That is not taken on trust: what the document had is noted before the deed, and
/// looked for after the pipeline has settled. What is there then is another document's as well, or was left behind; it is dropped, since
/// nobody can tell, and costs the other one an embedding at most.
final class Vectors {

    private final CachedTexts cache;
    private final Catalog catalog;
    private final WorkspaceMapping workspaces;
    private final TextNotes notes;

    Vectors(CachedTexts cache, Catalog catalog, WorkspaceMapping workspaces, Notebook notebook) {
        this.cache = cache;
        this.catalog = catalog;
        this.workspaces = workspaces;
        this.notes = new TextNotes(notebook);
    }

    /// Before the deed: notes what the document may have there.
    void note(Mark mark) {
        DocumentId id = workspaces.documentAt(new SourcePath(mark.path()));
        // The document first: what is listed after it was settled is what it had.
        Optional<DocumentView> view = catalog.view(id);
        Set<CachedText> texts = cache.of(id);
        boolean complete = view.map(known -> isComplete(known, mark, texts)).orElse(texts.isEmpty());
        notes.put(mark.deed(), new TextNotes.Known(complete, texts));
    }

    /// Whether they are those of exactly what was marked: nobody is at it, and it was that object which was indexed last.
    private static boolean isComplete(DocumentView view, Mark mark, Set<CachedText> texts) {
        return !view.unsettled()
                && view.document()
                        .filter(document -> document.object().map(object -> object.eTag().equals(mark.eTag())).orElse(false))
                        .filter(document -> !texts.isEmpty() || document.chunks().isEmpty())
                        .isPresent();
    }

    /// The deed is not done, or not now.
    void forget(Mark mark) {
        notes.erase(mark.deed());
    }

    /// What was found when it was looked for.
    ///
    /// @param complete whether all is known that there may have been
    /// @param texts how many there may have been vectors of
    /// @param dropped how many there still were
    record Gone(boolean complete, long texts, long dropped) {}

    /// After the pipeline has settled: makes sure that nothing is left of what the document does not hold any more.
    ///
    /// @param stays whether there is a document, whose texts stay
    /// @return empty if something came back meanwhile, so that it has to be looked for again
    Optional<Gone> clear(String deed, DocumentId id, boolean stays) {
        Optional<TextNotes.Known> known = notes.of(deed);
        Set<CachedText> gone = new HashSet<>(known.map(TextNotes.Known::texts).orElse(Set.of()));
        Set<CachedText> listed = cache.of(id);
        if (stays) {
            gone.removeAll(listed);
        } else {
            gone.addAll(listed);
        }
        Set<CachedText> left = cache.present(gone);
        cache.drop(left);
        return cache.present(left).isEmpty()
                ? Optional.of(new Gone(known.map(TextNotes.Known::complete).orElse(false), gone.size(), left.size()))
                : Optional.empty();
    }
}
