package engram.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.Embedder;
import engram.domain.Embedding;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What [Embedder] promises.
public abstract class EmbedderContract {

    protected abstract Embedder embedder();

    @Test
    void vectorsHaveTheDimensionThatIsSaid() {
        assertThat(embedder().embedQuery("where are my keys").dimension())
                .isEqualTo(embedder().dimension());
        assertThat(embedder().embedPassages(List.of("in the drawer", "")))
                .allMatch(embedding -> embedding.dimension() == embedder().dimension());
    }

    @Test
    void passagesComeBackInTheirOrder() {
        List<Embedding> ab = embedder().embedPassages(List.of("apples", "bridges"));
        List<Embedding> ba = embedder().embedPassages(List.of("bridges", "apples"));
        assertThat(ab).isEqualTo(ba.reversed()).doesNotHaveDuplicates();
    }

    @Test
    void nothingGivesNothing() {
        assertThat(embedder().embedPassages(List.of())).isEmpty();
    }

    @Test
    void theSameTextGivesTheSameBitsAloneInAListAndFromManyThreads() throws Exception {
        List<String> texts =
                IntStream.range(0, 24).mapToObj(i -> "word ".repeat(i) + i).toList();
        List<Embedding> together = embedder().embedPassages(texts);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Embedding>> alone = texts.stream()
                    .map(text -> threads.submit(
                            () -> embedder().embedPassages(List.of(text)).getFirst()))
                    .toList();
            for (int i = 0; i < texts.size(); i++) {
                assertThat(alone.get(i).get()).isEqualTo(together.get(i));
            }
        }
    }

    @Test
    void aQuestionIsNearestToThePassageWithItsWords() {
        Embedding question = embedder().embedQuery("how are refunds paid");
        List<Embedding> passages = embedder()
                .embedPassages(List.of("Refunds are paid within ten days.", "Our offices close on public holidays."));
        assertThat(question.cosine(passages.get(0))).isGreaterThan(question.cosine(passages.get(1)) + 0.1);
    }
}
