package engram.testing;

import engram.domain.TokenSpans;
import engram.domain.Tokenizer;
import java.util.Arrays;

/// A tokenizer without a vocabulary: a run of letters and digits is a token, and so is any other visible character.
public record WordTokenizer(int maxTokens) implements Tokenizer {

    @Override
    public TokenSpans tokens(CharSequence text) {
        int[] starts = new int[text.length()];
        int[] ends = new int[text.length()];
        int count = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean wordCharacter = Character.isLetterOrDigit(c) || Character.isSurrogate(c);
            if (wordCharacter && inWord) {
                ends[count - 1] = i + 1;
            } else if (!Character.isWhitespace(c) && !Character.isISOControl(c)) {
                starts[count] = i;
                ends[count] = i + 1;
                count++;
            }
            inWord = wordCharacter;
        }
        return new TokenSpans(Arrays.copyOf(starts, count), Arrays.copyOf(ends, count), count);
    }
}
