package engram.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.Embedder;
import engram.domain.EmbeddingFailed;
import engram.testing.contract.EmbedderContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LoadingEmbedderTest extends EmbedderContract {

    private static LoadingEmbedder minilm;

    @BeforeAll
    static void begin() {
        minilm = LoadingEmbedder.begin(TestModels.settings(TestModels.MINILM, 1));
    }

    @AfterAll
    static void close() {
        minilm.close();
    }

    @Override
    protected Embedder embedder() {
        return minilm;
    }

    @Test
    void itGivesTheModelsOwnVectorsAndTokens() {
        try (OnnxEmbedder loaded = OnnxEmbedder.open(TestModels.settings(TestModels.MINILM, 1))) {
            assertThat(minilm.embedQuery("How do I get my money back?")).isEqualTo(loaded.embedQuery("How do I get my money back?"));
            assertThat(minilm.maxTokens()).isEqualTo(loaded.tokenizer().maxTokens());
            assertThat(minilm.count("my money")).isEqualTo(loaded.tokenizer().count("my money"));
            assertThat(minilm.modelVersion()).isEqualTo(loaded.modelVersion());
        }
    }

    @Test
    void oneThatDoesNotLoadSaysSoAtEachUse() {
        try (LoadingEmbedder nothing = LoadingEmbedder.begin(EmbeddingSettings.in(Path.of("target", "nowhere")))) {
            for (Runnable use : new Runnable[] {nothing::maxTokens, nothing::modelVersion, () -> nothing.embedQuery("anything")}) {
                assertThatThrownBy(use::run)
                        .isInstanceOf(EmbeddingFailed.class)
                        .hasMessage("the model did not load; the log says why")
                        .hasRootCauseInstanceOf(IllegalStateException.class);
            }
        }
    }
}
