package engram.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.Embedder;
import engram.domain.Embedding;
import engram.domain.TextTooLong;
import engram.testing.contract.EmbedderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OnnxEmbedderTest extends EmbedderContract {

    private static final Path STATUS = Path.of("/proc/self/status");

    private static OnnxEmbedder minilm;

    @Override
    protected Embedder embedder() {
        return minilm;
    }

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
    void theSecondModelAnswersAsWell() {
        try (OnnxEmbedder bge = OnnxEmbedder.open(TestModels.settings(TestModels.BGE, 1))) {
            Embedding question = bge.embedQuery("How do I get my money back?");
            List<Embedding> passages = bge.embedPassages(
                    List.of("Refunds are paid within ten days.", "Our offices are closed on public holidays."));
            assertThat(question.cosine(passages.get(0))).isGreaterThan(question.cosine(passages.get(1)) + 0.1);
        }
    }

    @Test
    void itTellsWhichModelItIs() {
        assertThat(minilm.modelVersion()).isEqualTo(ModelSpec.named(TestModels.MINILM).modelVersion());
        assertThat(minilm.dimension()).isEqualTo(384);
        assertThat(minilm.tokenizer().maxTokens()).isEqualTo(254);
    }

    @Test
    void openingAndClosingAgainAndAgainLeavesNoMemoryBehind() throws IOException {
        Assumptions.assumeTrue(Files.exists(STATUS), () -> "needs " + STATUS);
        openAndClose(3);
        long before = residentKilobytes();
        openAndClose(20);
        // A model has 22 MB; twenty left behind would be 440.
        assertThat(residentKilobytes() - before).isLessThan(150_000);
    }

    private static void openAndClose(int times) {
        for (int i = 0; i < times; i++) {
            try (OnnxEmbedder embedder = OnnxEmbedder.open(TestModels.settings(TestModels.MINILM, 1))) {
                embedder.embedQuery("anything");
            }
        }
    }

    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
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
