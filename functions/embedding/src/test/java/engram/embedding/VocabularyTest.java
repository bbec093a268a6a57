package engram.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VocabularyTest {

    private static final Vocabulary VOCABULARY = Vocabulary.of("a", "abc", "##abcd", "#", "##", "###", "é");

    @Test
    void theLongestKnownPieceIsFound() {
        assertThat(found("abcd", false)).isEqualTo("1/3");
        assertThat(found("abx", false)).isEqualTo("0/1");
        assertThat(found("é", false)).isEqualTo("6/1");
        assertThat(found("x", false)).isEqualTo("none");
    }

    @Test
    void piecesThatBeginAWordDoNotContinueOne() {
        assertThat(found("abcd", true)).isEqualTo("2/4");
        assertThat(found("abc", true)).isEqualTo("none");
    }

    @Test
    void numberSignsArePiecesThemselves() {
        assertThat(found("##", false)).isEqualTo("4/2");
        assertThat(found("#", true)).isEqualTo("5/1");
        assertThat(VOCABULARY.number("#")).isEqualTo(3);
    }

    @Test
    void numbersAreThoseOfTheLines() {
        assertThat(VOCABULARY.size()).isEqualTo(7);
        assertThat(VOCABULARY.number("##abcd")).isEqualTo(2);
        assertThatThrownBy(() -> VOCABULARY.number("ab")).hasMessage("the vocabulary has no ab");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> Vocabulary.read(Path.of("nowhere", "vocab.txt")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Path.of("nowhere", "vocab.txt").toString());
    }

    private static String found(String word, boolean continuing) {
        long found = VOCABULARY.longestPiece(word.toCharArray(), 0, word.length(), continuing);
        return found < 0 ? "none" : Vocabulary.piece(found) + "/" + Vocabulary.length(found);
    }
}
