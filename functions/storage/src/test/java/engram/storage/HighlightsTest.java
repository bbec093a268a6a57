package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HighlightsTest {

    @Test
    void aShortTextIsOnePassage() {
        assertThat(passages("The [quokka] sleeps. So do [quokkas] <em>everywhere</em>."))
                .containsExactly("The <em>quokka</em> sleeps. So do <em>quokkas</em> <em>everywhere</em>.");
    }

    @Test
    void aTextWithoutMatchesHasNone() {
        assertThat(passages("The heron sleeps.")).isEmpty();
        assertThat(passages("")).isEmpty();
    }

    @Test
    void aPassageBeginsWithASentenceAndEndsWithAWord() {
        assertThat(passages("Before that, nothing of interest. ".repeat(9) + "Here is the [quokka] asleep. "
                        + "behindtheend ".repeat(40)))
                .singleElement()
                .satisfies(passage -> assertThat(passage)
                        .startsWith("Here is the <em>quokka</em> asleep. behindtheend")
                        .endsWith("behindtheend"));
    }

    @Test
    void thePassagesWithTheMostDifferentMatchesComeInTheOrderOfTheText() {
        String gap = "and so on ".repeat(40);

        assertThat(passages("[a] " + gap + "[a] [b] [c] " + gap + "[b] [b] [b] [b] " + gap + "[a] [c] " + gap + "[b] [c]"))
                .satisfiesExactly(
                        one -> assertThat(one).contains("<em>a</em> <em>b</em> <em>c</em>"),
                        two -> assertThat(two).contains("<em>a</em> <em>c</em>"),
                        three -> assertThat(three).contains("<em>b</em> <em>c</em>"));
    }

    @Test
    void textWithoutSpacesIsCutBetweenCharacters() {
        for (String character : List.of("語", "𠀀")) {
            assertThat(passages(character.repeat(500) + "x[日本]" + character.repeat(500)))
                    .singleElement()
                    .satisfies(passage -> assertThat(passage)
                            .matches("(" + character + "){30,80}x<em>日本</em>(" + character + "){30,80}"));
        }
    }

    @Test
    void aMatchOfAnyLengthIsBounded() {
        assertThat(passages("x [" + "y".repeat(100_000) + "] z"))
                .singleElement()
                .satisfies(passage -> assertThat(passage).contains("<em>yyy").hasSizeLessThan(200));
    }

    @Test
    void marksThatDoNotMatchUpDoNoHarm() {
        assertThat(passages("a ] b [ c [d] e [] f [")).containsExactly("a  b  c <em>d</em> e  f");
    }

    @Test
    void whateverTheTextAPassageIsAPartOfItAndBounded() {
        long seed = 20261121;
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            StringBuilder marked = new StringBuilder();
            for (int words = random.nextInt(120); words > 0; words--) {
                String word = "w".repeat(random.nextInt(12)) + (random.nextInt(9) == 0 ? "." : "");
                marked.append(random.nextInt(8) == 0 ? "[" + word + "]" : word).append(random.nextInt(6) == 0 ? "\n" : " ");
            }
            String plain = marked.toString().replaceAll("[\\[\\]]", "");
            for (String passage : passages(marked.toString())) {
                String text = passage.replaceAll("</?em>", "");
                assertThat(plain).as("seed %d, round %d", seed, round).contains(text);
                assertThat(text.length()).isLessThanOrEqualTo(Highlights.MAX_LENGTH);
                assertThat(passage).contains("<em>");
            }
        }
    }

    private static List<String> passages(String brackets) {
        return Highlights.passages(brackets.replace("[", Highlights.BEGIN).replace("]", Highlights.END));
    }
}
