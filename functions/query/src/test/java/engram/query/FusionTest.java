package engram.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import engram.domain.ChunkHash;
import engram.domain.ChunkSearch.Candidate;
import engram.domain.ChunkSearch.Candidates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FusionTest {

    @Test
    void aChunkScoresTheMeanOfItsNormalisedScores() {
        Candidates found = new Candidates(
                List.of(candidate("a", .9), candidate("b", .8), candidate("c", .7)),
                List.of(candidate("b", 12), candidate("c", 11), candidate("d", 8)));

        List<Ranked> ranking = Fusion.rank(Mode.HYBRID, found);

        assertThat(paths(ranking)).containsExactly("w/b", "w/a", "w/c", "w/d");
        assertScores(ranking, .5 * .5 + .5, .5, .5 * 3 / 4, 0);
    }

    @Test
    void whatAnArmDidNotFindGetsThatArmsMinimum() {
        Candidates found = new Candidates(
                List.of(candidate("a", .9), candidate("b", .6)), List.of(candidate("c", 3), candidate("d", 1)));

        List<Ranked> ranking = Fusion.rank(Mode.HYBRID, found);

        assertThat(paths(ranking)).containsExactly("w/a", "w/c", "w/b", "w/d");
        assertScores(ranking, .5, .5, 0, 0);
    }

    @Test
    void beingFoundCountsWhereAllScoresAreEqual() {
        Candidates found =
                new Candidates(List.of(candidate("a", .9), candidate("b", .6)), List.of(candidate("b", 7)));

        assertScores(Fusion.rank(Mode.HYBRID, found), .5, .5);
    }

    @Test
    void oneArmAloneKeepsItsOwnScores() {
        Candidates found = new Candidates(List.of(candidate("a", .9)), List.of(candidate("b", 7), candidate("c", 3)));

        assertScores(Fusion.rank(Mode.SEMANTIC, found), .9);
        assertScores(Fusion.rank(Mode.LEXICAL, found), 7, 3);
    }

    @Test
    void nothingFoundIsAnEmptyRanking() {
        for (Mode mode : Mode.values()) {
            assertThat(Fusion.rank(mode, new Candidates(List.of(), List.of()))).isEmpty();
        }
    }

    @Test
    void equalScoresAreInOrderOfSourcePathAndSlot() {
        Candidates found = new Candidates(
                List.of(candidate("b", 1, .5), candidate("b", 0, .5), candidate("a", 7, .5)), List.of());

        for (Mode mode : List.of(Mode.SEMANTIC, Mode.HYBRID)) {
            assertThat(Fusion.rank(mode, found))
                    .extracting(ranked -> ranked.candidate().document().sourcePath() + "#"
                            + ranked.candidate().slot())
                    .containsExactly("w/a#7", "w/b#0", "w/b#1");
        }
    }

    @Test
    void aChunkThatChangedBetweenTheArmsIsTheNewerOne() {
        Candidate older = candidate("a", .9);
        Candidate newer = new Candidate(
                older.document(), 0, new ChunkHash(2, 2), older.generation() + 1, 3, "", List.of(), "new", "", List.of());

        assertThat(Fusion.rank(Mode.HYBRID, new Candidates(List.of(older), List.of(newer))))
                .containsExactly(new Ranked(newer, 1));
    }

    @Test
    void scoresAreFromNoughtToOneAndDoNotDependOnAnArmsScale() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            List<Candidate> semantic = arm(random);
            List<Candidate> lexical = arm(random);
            List<Ranked> ranking = Fusion.rank(Mode.HYBRID, new Candidates(semantic, lexical));

            assertThat(ranking).allSatisfy(ranked -> assertThat(ranked.score()).isBetween(0.0, 1.0));
            assertThat(ranking).isSortedAccordingTo(Ranked.BEST_FIRST);
            assertThat(ranking).extracting(Ranked::place).doesNotHaveDuplicates();
            // A power of two: the same digits, whatever the scale.
            List<Ranked> scaled = Fusion.rank(Mode.HYBRID, new Candidates(semantic, scaled(lexical, 8)));
            assertThat(paths(scaled)).isEqualTo(paths(ranking));
            assertThat(scaled).extracting(Ranked::score)
                    .isEqualTo(ranking.stream().map(Ranked::score).toList());
        }
    }

    private static List<Candidate> arm(Random random) {
        List<Candidate> arm = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            if (random.nextBoolean()) {
                arm.add(candidate("p" + i, random.nextInt(10)));
            }
        }
        arm.sort(Comparator.comparingDouble(Candidate::score).reversed());
        return arm;
    }

    private static List<Candidate> scaled(List<Candidate> arm, double by) {
        return arm.stream()
                .map(one -> candidate(one.document().sourcePath().key().substring(2), one.score() * by))
                .toList();
    }

    private static void assertScores(List<Ranked> ranking, double... scores) {
        assertThat(ranking).hasSize(scores.length);
        for (int i = 0; i < scores.length; i++) {
            assertThat(ranking.get(i).score()).isCloseTo(scores[i], within(1e-12));
        }
    }

    private static List<String> paths(List<Ranked> ranking) {
        return ranking.stream()
                .map(ranked -> ranked.candidate().document().sourcePath().key())
                .toList();
    }

    private static Candidate candidate(String name, double score) {
        return candidate(name, 0, score);
    }

    private static Candidate candidate(String name, int slot, double score) {
        return new Candidate(
                Shelf.id("w/" + name), slot, new ChunkHash(1, 1), 1, score, "", List.of(), name, "", List.of());
    }
}
