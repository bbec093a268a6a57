package engram.local.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import engram.local.chaos.compare.Planted;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ContentTest {

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final AtomicLong numbers = new AtomicLong();

    @Test
    void everyParagraphHasAWordThatNoOtherEverHad() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 200; i++) {
            Content content = Content.fresh(random, numbers::getAndIncrement);
            assertThat(content.words()).as("seed %d", seed).hasSameSizeAs(content.paragraphs());
            assertThat(seen.addAll(content.words())).isTrue();
        }
    }

    @Test
    void allWordsAreInTheBytesOfEveryFormat() {
        for (String path : new String[] {"w/a.md", "w/a.txt", "w/a.html"}) {
            Content content = Content.fresh(random, numbers::getAndIncrement);
            assertThat(Planted.in(new String(content.bytes(path), StandardCharsets.UTF_8))).as("seed %d", seed).isEqualTo(content.words());
        }
    }

    @Test
    void anEditTouchesOneParagraph() {
        for (int i = 0; i < 200; i++) {
            Content before = Content.fresh(random, numbers::getAndIncrement);
            Content after = before.withOneEdit(random, numbers::getAndIncrement);
            var kept = new HashSet<>(before.words());
            kept.retainAll(after.words());

            assertThat(after.words()).as("seed %d", seed).isNotEmpty().isNotEqualTo(before.words());
            assertThat(kept.size()).as("seed %d", seed).isGreaterThanOrEqualTo(before.words().size() - 1);
        }
    }
}
