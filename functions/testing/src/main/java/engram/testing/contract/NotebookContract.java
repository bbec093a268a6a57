package engram.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import engram.domain.retention.Notebook.Note;
import engram.domain.retention.Notebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every [Notebook] does.
public abstract class NotebookContract {

    /// Tests share a notebook, so each has names of its own.
    private final String mine = UUID.randomUUID() + "/";

    protected abstract Notebook notebook();

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(notebook().find(mine + "a")).isEmpty();
        assertThat(notebook().list(mine, Optional.empty(), 10)).isEmpty();
        assertThat(notebook().erase(mine + "a", 3)).isTrue();
    }

    @Test
    void aNoteIsWrittenOnceForARevision() {
        Note first = notebook().write(mine + "a", Notebook.NONE, "one").orElseThrow();
        assertThat(first).isEqualTo(new Note(mine + "a", 1, "one"));
        assertThat(notebook().write(mine + "a", Notebook.NONE, "another")).isEmpty();
        assertThat(notebook().write(mine + "a", 1, "two")).contains(new Note(mine + "a", 2, "two"));
        assertThat(notebook().write(mine + "a", 1, "three")).isEmpty();
        assertThat(notebook().find(mine + "a")).contains(new Note(mine + "a", 2, "two"));
    }

    @Test
    void theSameChangeSentTwiceSucceedsTwice() {
        notebook().write(mine + "a", Notebook.NONE, "one");
        assertThat(notebook().write(mine + "a", Notebook.NONE, "one")).contains(new Note(mine + "a", 1, "one"));
    }

    @Test
    void aNoteIsErasedAtTheRevisionThatWasRead() {
        notebook().write(mine + "a", Notebook.NONE, "one");
        notebook().write(mine + "a", 1, "two");
        assertThat(notebook().erase(mine + "a", 1)).isFalse();
        assertThat(notebook().erase(mine + "a", 2)).isTrue();
        assertThat(notebook().find(mine + "a")).isEmpty();
    }

    @Test
    void notesAreListedByNamePageByPage() {
        List<String> names = List.of("a/1", "a/2", "a/3", "b/1");
        names.forEach(name -> notebook().write(mine + name, Notebook.NONE, "x"));

        List<String> seen = new ArrayList<>();
        List<Note> page = notebook().list(mine + "a/", Optional.empty(), 2);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            page.forEach(note -> seen.add(note.name()));
            page = notebook().list(mine + "a/", Optional.of(page.getLast().name()), 2);
        }
        assertThat(seen).containsExactly(mine + "a/1", mine + "a/2", mine + "a/3");
    }

    @Test
    void whatIsTooLongForANoteIsRefused() {
        String longest = "x".repeat(Notebook.MAX_BYTES);
        assertThat(notebook().write(mine + "a", Notebook.NONE, longest)).isPresent();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> notebook().write(mine + "b", Notebook.NONE, longest + "x"))
                .withMessageContaining("300000");
    }
}
