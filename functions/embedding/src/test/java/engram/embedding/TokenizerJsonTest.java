package engram.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TokenizerJsonTest {

    @Test
    void piecesComeInTheOrderOfTheirNumbers() {
        assertThat(TokenizerJson.pieces("{\"model\": {\"vocab\": { \"b\":1, \"a\" : 0,\"}\":2 }, \"x\":{\"y\":3}}"))
                .containsExactly("a", "b", "}");
    }

    @Test
    void escapesAreUndone() {
        assertThat(TokenizerJson.pieces("\"vocab\":{\"\\\"\":0,\"\\\\\":1,\"\\u00e9$\":2}"))
                .containsExactly("\"", "\\", "é$");
    }

    @Test
    void aVocabularyWithGapsIsRefused() {
        assertThatThrownBy(() -> TokenizerJson.pieces("\"vocab\":{\"a\":0,\"b\":2}")).hasMessageContaining("gaps");
        assertThatThrownBy(() -> TokenizerJson.pieces("{}")).hasMessageContaining("no vocabulary");
    }
}
