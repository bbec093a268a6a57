package engram.ingest.split;

import engram.domain.TokenSpans;
import engram.domain.Tokenizer;
import java.util.Arrays;

/// A token for each four letters or digits of a word and one for each other visible character; controls have none.
final class PieceTokenizer implements Tokenizer {

    private static final int WORD_PIECE = 4;

    @Override
    public int maxTokens() {
        return 510;
    }

    @Override
    public TokenSpans tokens(CharSequence text) {
        int[] starts = new int[16];
        int[] ends = new int[16];
        int count = 0;
        int i = 0;
        while (i < text.length()) {
            int end = i + 1;
            if (Character.isLetterOrDigit(text.charAt(i))) {
                while (end < text.length() && end < i + WORD_PIECE && Character.isLetterOrDigit(text.charAt(end))) {
                    end++;
                }
            }
            if (!Character.isWhitespace(text.charAt(i)) && !Character.isISOControl(text.charAt(i))) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, 2 * count);
                    ends = Arrays.copyOf(ends, 2 * count);
                }
                starts[count] = i;
                ends[count++] = end;
            }
            i = end;
        }
        return new TokenSpans(starts, ends, count);
    }
}
