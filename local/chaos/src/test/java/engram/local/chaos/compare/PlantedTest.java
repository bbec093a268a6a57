package engram.local.chaos.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlantedTest {

    @Test
    void plantedWordsAreFoundAmongOthersInTheirOrder() {
        String text = "<p>the " + Planted.word(5) + ".</p> and " + Planted.word(4_000_000_000L) + "\nqz1zq";

        assertThat(Planted.in(text)).containsExactly(Planted.word(5), Planted.word(4_000_000_000L));
    }

    @Test
    void noTwoNumbersShareAWord() {
        assertThat(Planted.word(35)).isNotEqualTo(Planted.word(36)).hasSameSizeAs(Planted.word(Long.MAX_VALUE / 100_000_000));
    }
}
