package engram.domain.pii;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.pii.PiiSentences.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// How much is found, and how much of what is found is right, on sentences that a seed decides.
class PiiQualityTest {

    private static final int EACH = 2_000;
    private static final double LEAST = 0.97;

    @Test
    void nearlyAllIsFoundAndNearlyAllThatIsFoundIsRight() {
        long seed = Long.getLong("engram.seed", System.nanoTime());
        PiiSentences sentences = new PiiSentences(new Random(seed));
        List<String> table = new ArrayList<>();
        int wrongAmongOthers = 0;
        for (int i = 0; i < EACH; i++) {
            wrongAmongOthers += PiiRules.all().find(sentences.without().text()).size();
        }
        for (PiiKind kind : PiiKind.values()) {
            int found = 0;
            int wrong = 0;
            for (int i = 0; i < EACH; i++) {
                Sentence sentence = sentences.with(kind);
                for (PiiMatch match : PiiRules.all().find(sentence.text())) {
                    boolean right = match.equals(new PiiMatch(kind, sentence.start(), sentence.end()));
                    found += right ? 1 : 0;
                    wrong += right ? 0 : 1;
                }
            }
            double recall = (double) found / EACH;
            double precision = (double) found / (found + wrong);
            table.add(String.format(Locale.ROOT, "%-24s recall %.4f precision %.4f", kind, recall, precision));
            assertThat(recall).as("recall of %s, seed %d", kind, seed).isGreaterThan(LEAST);
            assertThat(precision).as("precision of %s, seed %d", kind, seed).isGreaterThan(LEAST);
        }
        System.out.printf(Locale.ROOT, "seed %d, %d sentences of each kind:%n%s%nfound in %d sentences with nothing to find: %d%n",
                seed, EACH, String.join("\n", table), EACH, wrongAmongOthers);
        assertThat(wrongAmongOthers).as("found where nothing is, seed %d", seed).isLessThan((int) (EACH * (1 - LEAST)));
    }
}
