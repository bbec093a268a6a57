package engram.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ShrinkingTest {

    private static final Mutation NO_CEILING = Mutations.named("no-ceiling");

    @Test
    void aShrunkHistoryFailsLikeTheOneFoundAndIsShorter() throws InterruptedException {
        Found found = new Torture(1, 1_000, 1, NO_CEILING).run(_ -> {}).orElseThrow().found();
        Found shrunk = Shrinking.shrink(found, NO_CEILING, 3_000);
        assertThat(shrunk.told(NO_CEILING).steps()).hasSizeLessThan(found.told(NO_CEILING).steps().size());
        assertThat(Found.in(Choices.parse(Choices.text(shrunk.choices())), NO_CEILING)).isPresent();
        assertThat(Found.in(Choices.parse(Choices.text(shrunk.choices())), Mutation.NONE)).isEmpty();
    }

    @Test
    void choicesThatAreNoneAreRefused() {
        for (String wrong : new String[] {"x", "-1", "z", "1 z9999999", "99999999999"}) {
            assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> Choices.parse(wrong));
        }
    }

    @Test
    void aSeedGivesTheSameHistoryEachTime() {
        Choices one = Choices.of(7);
        Choices other = Choices.of(7);
        new History(one, Mutation.NONE, null).live();
        new History(other, Mutation.NONE, null).live();
        assertThat(one.made()).isEqualTo(other.made());
    }
}
