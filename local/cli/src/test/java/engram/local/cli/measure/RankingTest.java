package engram.local.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Against values that were worked out by hand.
class RankingTest {

    private static final Offset<Double> CLOSE = within(1e-9);

    private final Ranking graded = new Ranking(List.of("b", "x", "a", "y", "c"), Map.of("a", 3, "b", 2, "c", 1, "d", 3, "z", 0));

    @Test
    void gainIsTheGradeAndTheDiscountTheLogarithmOfTheRankPlusOne() {
        double found = 2 / 1.0 + 3 / 2.0 + 1 / 2.584962500721156;
        double ideal = 3 / 1.0 + 3 / 1.584962500721156 + 2 / 2.0 + 1 / 2.321928094887362;
        assertThat(graded.ndcg(10)).isCloseTo(found / ideal, CLOSE);
    }

    @Test
    void onlyTheFirstCountInBothGainAndIdeal() {
        assertThat(graded.ndcg(1)).isCloseTo(2 / 3.0, CLOSE);
        assertThat(graded.ndcg(2)).isCloseTo(2 / (3 + 3 / 1.584962500721156), CLOSE);
    }

    @Test
    void aPerfectOrderIsOneAndAnEmptyOneZero() {
        assertThat(new Ranking(List.of("a", "b"), Map.of("a", 2, "b", 1)).ndcg(10)).isCloseTo(1, CLOSE);
        assertThat(new Ranking(List.of(), Map.of("a", 1)).ndcg(10)).isZero();
        assertThat(new Ranking(List.of("a"), Map.of()).ndcg(10)).isZero();
    }

    @Test
    void recallIsThePartOfTheRelevantOnes() {
        assertThat(graded.recall(100)).isCloseTo(3 / 4.0, CLOSE);
        assertThat(graded.recall(2)).isCloseTo(1 / 4.0, CLOSE);
    }

    @Test
    void theReciprocalRankIsOfTheFirstRelevantOneWithinTheDepth() {
        Ranking third = new Ranking(List.of("x", "y", "a"), Map.of("a", 1, "x", 0));
        assertThat(third.reciprocalRank(10)).isCloseTo(1 / 3.0, CLOSE);
        assertThat(third.reciprocalRank(2)).isZero();
    }

    @Test
    void negativeGradesAreNotRelevant() {
        Ranking ranking = new Ranking(List.of("a", "b"), Map.of("a", -2, "b", 1));
        assertThat(ranking.ndcg(10)).isCloseTo(1 / 1.584962500721156, CLOSE);
        assertThat(ranking.reciprocalRank(10)).isCloseTo(0.5, CLOSE);
    }
}
