package engram.domain.pii;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules look at each character a bounded number of times: counted, not timed.
class PiiTimeTest {

    private static final int LENGTH = 4_000;
    private static final long MOST_LOOKS = 6_000;

    @ParameterizedTest
    @ValueSource(strings = {
        "a", "ä", "a.", "a@", "a@a.", "@", "1", "1 ", "1-", "0", "01 ", "+1", "(1)", "+1(1)", ":", "1:", "f:", "::", "A", "A1", "DE89 3704 ",
        "4111 ", "1.1.1.", "eyJ", "eyJa.", "eyJaaaaaaaaaaaa.eyJ", "-----BEGIN PRIVATE KEY-----", "-----BEGIN ", "-", "-a",
        "AKIA", "ghp_", "sk-a", "aws_secret_key=", "aws_secret_key     ", "xoxb-", " ", "\n", "756.", "15070649", "1 84 12 76 ", "😀"
    })
    void timeGrowsWithTheLengthAndNoFaster(String piece) {
        Counted once = new Counted(piece.repeat(LENGTH / piece.length()));
        Counted fourTimes = new Counted(piece.repeat(4 * LENGTH / piece.length()));

        PiiRules.all().find(once);
        PiiRules.all().find(fourTimes);

        assertThat(once.looks / once.length()).isLessThan(MOST_LOOKS);
        assertThat(fourTimes.looks).isLessThan(5 * once.looks);
    }

    private static final class Counted implements CharSequence {

        private final String text;
        private long looks;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
