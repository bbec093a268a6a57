package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void aQuestionWithinTheBoundStaysAsItIs() {
        String question = "What's new -- in 2026? " + "a ".repeat(Words.MAX_WORDS - 6);

        assertThat(Words.bounded(question)).isEqualTo(question);
    }

    @Test
    void aLongerOneEndsBehindItsLastWordThatCounts() {
        assertThat(Words.bounded("a ".repeat(Words.MAX_WORDS) + "b")).isEqualTo("a ".repeat(Words.MAX_WORDS));
        assertThat(Words.bounded("日".repeat(Words.MAX_WORDS + 5))).isEqualTo("日".repeat(Words.MAX_WORDS));
        assertThat(Words.bounded("𠀀".repeat(Words.MAX_WORDS + 5))).isEqualTo("𠀀".repeat(Words.MAX_WORDS));
    }

    @Test
    void aRunOfLettersIsOneWord() {
        assertThat(Words.bounded("x".repeat(5_000))).hasSize(5_000);
    }
}
