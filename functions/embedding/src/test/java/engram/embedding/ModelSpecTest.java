package engram.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSpecTest {

    private static final String COMPLETE =
            """
            name=small
            revision=1
            dimension=8
            pooling=mean
            normalise=true
            query-prefix=q:\\u0020
            passage-prefix=
            max-tokens=16
            model-file=small.onnx
            model-sha256=%s
            tokenizer-file=small.json
            tokenizer-sha256=%s
            """
                    .formatted("a".repeat(64), "b".repeat(64));

    /// These are in names of indexes and keys of caches: a changed one means that everything is embedded anew.
    @ParameterizedTest
    @CsvSource({"all-minilm-l6-v2-q, all-minilm-l6-v2-q-8dfc190c", "bge-small-en-v1.5-q, bge-small-en-v1.5-q-f3ea3ddc"})
    void modelVersionsStayWhatTheyAre(String name, String version) {
        assertThat(ModelSpec.named(name).modelVersion().value()).isEqualTo(version);
    }

    @Test
    void theDefaultModelPoolsByMeanWithoutPrefixes() {
        ModelSpec spec = ModelSpec.named(EmbeddingSettings.DEFAULT_MODEL);
        assertThat(spec.pooling()).isEqualTo(Pooling.MEAN);
        assertThat(spec.dimension()).isEqualTo(384);
        assertThat(spec.maxTokens()).isEqualTo(256);
        assertThat(spec.queryPrefix() + spec.passagePrefix()).isEmpty();
    }

    @Test
    void aPrefixKeepsTheSpaceAtItsEnd() {
        assertThat(ModelSpec.named(TestModels.BGE).queryPrefix()).endsWith("passages: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "revision=2",
        "dimension=9",
        "pooling=cls",
        "query-prefix=q:",
        "passage-prefix=p",
        "max-tokens=17",
        "model-sha256=" + "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc",
        "tokenizer-sha256=" + "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
    })
    void whateverDecidesTheVectorDecidesTheVersion(String change) {
        assertThat(spec(change).modelVersion()).isNotEqualTo(spec("").modelVersion());
    }

    @Test
    void namesOfFilesDoNotDecideTheVersion() {
        assertThat(spec("model-file=other.onnx").modelVersion()).isEqualTo(spec("").modelVersion());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "dimension=x | dimension is not a number",
        "max-tokens=2 | reads 2 tokens",
        "normalise=false | normalise must be true",
        "model-sha256=abc | is not 64 hex digits",
        "name=Upper | a model's name matches",
    })
    void aWrongDescriptionSaysWhatIsWrong(String change, String message) {
        assertThatThrownBy(() -> spec(change))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anUnknownModelSaysWhereModelsAreDescribed() {
        assertThatThrownBy(() -> ModelSpec.named("nothing"))
                .hasMessageContaining("no model is named nothing")
                .hasMessageContaining("embedding/models");
        assertThatThrownBy(() -> ModelSpec.named("../x")).hasMessageContaining("a model's name matches");
    }

    private static ModelSpec spec(String change) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(COMPLETE + change));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return ModelSpec.of(properties);
    }
}
