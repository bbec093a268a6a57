package engram.retention.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "a/*.md, a/b.md, true",
        "a/*.md, a/b/c.md, false",
        "a/**, a/b/c.md, true",
        "a/**, b/a/c.md, false",
        "**/c.md, c.md, true",
        "**/c.md, a/b/c.md, true",
        "**/c.md, a/bc.md, false",
        "a/**/c.md, a/c.md, true",
        "a/**/c.md, a/x/y/c.md, true",
        "a/?.md, a/b.md, true",
        "a/?.md, a/bb.md, false",
        "a/?, a//, false",
        "*, a, true",
        "*, a/b, false",
        "a.c, abc, false",
        "a[b], a[b], true",
        "text/*, text/plain, true",
    })
    void aPatternFitsTheWholePath(String pattern, String path, boolean fits) {
        assertThat(new Glob(pattern).matches(path)).isEqualTo(fits);
    }

    @Test
    void generatedPatternsFitAsTheirRegularExpressionsDo() {
        long seed = Long.getLong("engram.seed", System.nanoTime());
        System.out.println("GlobTest: -Dengram.seed=" + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String pattern = text(random, "ab/*?", 1 + random.nextInt(8));
            String path = text(random, "ab/", random.nextInt(10));
            assertThat(new Glob(pattern).matches(path))
                    .as("%s on %s, seed %d", pattern, path, seed)
                    .isEqualTo(Pattern.matches(regex(pattern), path));
        }
    }

    private static String text(Random random, String letters, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    private static String regex(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.startsWith("**/", i) && (i == 0 || pattern.charAt(i - 1) == '/')) {
                regex.append("(.*/)?");
                i += 2;
            } else if (pattern.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else {
                char c = pattern.charAt(i);
                regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    /// A backtracking matcher would not come to an end.
    @Test
    void aHostilePatternCostsItsLengthTimesThePaths() {
        assertThat(new Glob("a*".repeat(512)).matches("a".repeat(1023) + "b")).isTrue();
        assertThat(new Glob("**a".repeat(340) + "c").matches("a".repeat(1024))).isFalse();
    }
}
