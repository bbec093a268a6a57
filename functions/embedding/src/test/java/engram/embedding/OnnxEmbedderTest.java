package engram.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.Embedding;
import engram.domain.TextTooLong;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OnnxEmbedderTest {

    private static OnnxEmbedder minilm;

    @BeforeAll
    static void open() {
        minilm = OnnxEmbedder.open(TestModels.settings(TestModels.MINILM, 2));
    }

    @AfterAll
    static void close() {
        minilm.close();
    }

    @Test
    void passagesThatMeanTheSameAreNearerThanOthers() {
        List<Embedding> passages = minilm.embedPassages(List.of(
                "The cat sleeps on the sofa.", "A kitten is napping on the couch.", "Interest rates rose in March."));
        assertThat(passages.get(0).cosine(passages.get(1))).isGreaterThan(0.6);
        assertThat(passages.get(0).cosine(passages.get(2))).isLessThan(0.2);
    }

    @Test
    void aQuestionIsNearestToThePassageThatAnswersIt() {
        for (String model : List.of(TestModels.MINILM, TestModels.BGE)) {
            try (OnnxEmbedder embedder = OnnxEmbedder.open(TestModels.settings(model, 1))) {
                Embedding question = embedder.embedQuery("How do I get my money back?");
                List<Embedding> passages = embedder.embedPassages(
                        List.of("Refunds are paid within ten days.", "Our offices are closed on public holidays."));
                assertThat(question.cosine(passages.get(0))).isGreaterThan(question.cosine(passages.get(1)) + 0.1);
            }
        }
    }

    @Test
    void vectorsHaveTheModelsDimension() {
        assertThat(minilm.dimension()).isEqualTo(384);
        assertThat(minilm.embedQuery("").dimension()).isEqualTo(384);
        assertThat(minilm.modelVersion()).isEqualTo(ModelSpec.named(TestModels.MINILM).modelVersion());
    }

    @Test
    void theSameTextGivesTheSameBitsAloneInAListAndFromManyThreads() throws Exception {
        List<String> texts = IntStream.range(0, 24).mapToObj(i -> "word ".repeat(i) + i).toList();
        List<Embedding> together = minilm.embedPassages(texts);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Embedding>> alone = texts.stream()
                    .map(text -> threads.submit(() -> minilm.embedPassages(List.of(text)).getFirst()))
                    .toList();
            for (int i = 0; i < texts.size(); i++) {
                assertThat(alone.get(i).get()).isEqualTo(together.get(i));
            }
        }
    }

    @Test
    void aTextIsReadUpToTheModelsLastTokenAndRefusedBeyond() {
        String longest = "word ".repeat(minilm.tokenizer().maxTokens());
        assertThat(minilm.embedQuery(longest).dimension()).isEqualTo(384);
        assertThatThrownBy(() -> minilm.embedPassages(List.of("fine", longest + "more")))
                .isInstanceOf(TextTooLong.class)
                .hasMessage("text has 255 tokens, model " + minilm.modelVersion() + " reads 254");
    }

    @Test
    void nothingGivesNothing() {
        assertThat(minilm.embedPassages(List.of())).isEmpty();
    }

    @Test
    void aClosedEmbedderRefuses() {
        OnnxEmbedder closed = OnnxEmbedder.open(TestModels.settings(TestModels.MINILM, 1));
        closed.close();
        closed.close();
        assertThatThrownBy(() -> closed.embedQuery("late"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the embedder is closed");
    }

    @Test
    void aMissingModelDirectoryIsNamed() {
        Path nowhere = Path.of("target", "nowhere");
        assertThatThrownBy(() -> OnnxEmbedder.open(EmbeddingSettings.in(nowhere)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(nowhere.toAbsolutePath().toString())
                .hasMessageContaining("mvn -pl functions/embedding -am package");
    }
}
