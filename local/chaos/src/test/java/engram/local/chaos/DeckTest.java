package engram.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeckTest {

    @Test
    void everyBlowComesOnceBeforeAnyComesTwice() {
        int kinds = Blow.values().length;
        Deck deck = new Deck(new SplittableRandom(3));

        assertThat(deck.deal(kinds)).containsExactlyInAnyOrder(Blow.values());
        assertThat(deck.deal(kinds)).containsExactlyInAnyOrder(Blow.values());
    }

    @Test
    void aSeedDecidesTheOrder() {
        assertThat(new Deck(new SplittableRandom(3)).deal(50)).isEqualTo(new Deck(new SplittableRandom(3)).deal(50));
        assertThat(new Deck(new SplittableRandom(3)).deal(50)).isNotEqualTo(new Deck(new SplittableRandom(4)).deal(50));
    }
}
