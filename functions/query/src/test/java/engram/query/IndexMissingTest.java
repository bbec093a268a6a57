package engram.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.Filter;
import engram.domain.IndexMissing;
import engram.domain.Workspace;
import org.junit.jupiter.api.Test;

class IndexMissingTest {

    private final Shelf shelf = new Shelf();
    private final Search search = new Search(
            shelf.embedder,
            probe -> {
                throw new IndexMissing("there is no index");
            },
            shelf.catalog,
            System::nanoTime);

    @Test
    void whereNothingWasIndexedYetNothingIsFound() {
        assertThat(search.answer(question()).hits()).isEmpty();

        shelf.put("other/a.md", "The tide turns at noon.");
        assertThat(search.answer(question()).hits()).as("another workspace's documents").isEmpty();
    }

    @Test
    void anIndexThatIsLostDoesNotAnswerThatThereIsNothing() {
        shelf.put("acme/a.md", "The tide turns at noon.");

        assertThatThrownBy(() -> search.answer(question())).isInstanceOf(IndexMissing.class);
    }

    private static Question question() {
        return new Question(new Workspace("acme"), "tide", Mode.HYBRID, 10, Filter.ALL);
    }
}
