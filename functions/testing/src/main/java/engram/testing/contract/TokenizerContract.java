package engram.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import engram.domain.TokenSpans;
import engram.domain.Tokenizer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What [Tokenizer] promises.
public abstract class TokenizerContract {

    private static final int ROUNDS = 2_000;

    protected abstract Tokenizer tokenizer();

    @Test
    void noTextHasNoTokens() {
        assertThat(tokenizer().count("")).isZero();
        assertThat(tokenizer().count(" \t\n ")).isZero();
        assertThat(tokenizer().maxTokens()).isPositive();
    }

    @Test
    void tokensOfPlainWordsCoverThem() {
        TokenSpans spans = tokenizer().tokens(" the cat, the dog ");
        assertThat(spans.count()).isEqualTo(5);
        assertThat(spans.start(0)).isEqualTo(1);
        assertThat(spans.end(1)).isEqualTo(8);
        assertThat(spans.start(2)).isEqualTo(8);
        assertThat(spans.end(4)).isEqualTo(17);
    }

    @Test
    void anyTextGivesAscendingSpansInsideItAndAsManyAsCounted() {
        Random random = seeded();
        for (int round = 0; round < ROUNDS; round++) {
            String text = text(random);
            TokenSpans spans = tokenizer().tokens(text);
            assertThat(tokenizer().count(text)).isEqualTo(spans.count());
            int start = 0;
            int end = 0;
            for (int i = 0; i < spans.count(); i++) {
                assertThat(spans.start(i)).as(text).isBetween(start, spans.end(i) - 1);
                assertThat(spans.end(i)).as(text).isBetween(end, text.length());
                start = spans.start(i);
                end = spans.end(i);
            }
        }
    }

    /// Whoever joins texts with white space between them may add their counts.
    @Test
    void textsWithWhiteSpaceBetweenThemHaveTheTokensOfEach() {
        Random random = seeded();
        for (int round = 0; round < ROUNDS; round++) {
            String left = text(random);
            String right = text(random);
            assertThat(tokenizer().count(left + "\n" + right))
                    .as(left + "\n" + right)
                    .isEqualTo(tokenizer().count(left) + tokenizer().count(right));
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void textsOfMegabytesTakeLinearTime() {
        int size = 4_000_000;
        for (String part : new String[] {"a", "#", "\u6f22", "\u0301", "[MASK", "e\u0323\u0301", "\u1e69 ", "ab\u200b"}) {
            String text = part.repeat(size / part.length());
            assertThat(tokenizer().tokens(text).count()).isEqualTo(tokenizer().count(text));
        }
    }

    private static Random seeded() {
        long seed = new Random().nextLong();
        System.out.println("TokenizerContract seed " + seed);
        return new Random(seed);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(40);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(
                    switch (random.nextInt(4)) {
                        case 0 -> 'a' + random.nextInt(26);
                        case 1 -> random.nextInt(128);
                        case 2 -> random.nextInt(0x10000);
                        default -> random.nextInt(Character.MAX_CODE_POINT + 1);
                    });
        }
        return text.toString();
    }
}
