package engram.embedding;

import engram.domain.TokenSpans;
import java.util.Arrays;

/// Takes the tokens of a text in their order.
interface TokenSink {

    /// A token: piece number and the characters of the text from `start` up to and without `end` that it covers.
    void token(int piece, int start, int end);

    /// Counts tokens.
    final class Counter implements TokenSink {

        int count;

        @Override
        public void token(int piece, int start, int end) {
            count++;
        }
    }

    /// Gathers the numbers of the pieces.
    final class Ids implements TokenSink {

        private int[] ids;
        private int count;

        Ids(int characters) {
            ids = new int[16 + characters / 4];
        }

        @Override
        public void token(int piece, int start, int end) {
            if (count == ids.length) {
                ids = Arrays.copyOf(ids, count * 2);
            }
            ids[count++] = piece;
        }

        int[] toArray() {
            return Arrays.copyOf(ids, count);
        }
    }

    /// Gathers where the tokens lie.
    final class Spans implements TokenSink {

        private int[] starts;
        private int[] ends;
        private int count;

        Spans(int characters) {
            starts = new int[16 + characters / 4];
            ends = new int[starts.length];
        }

        @Override
        public void token(int piece, int start, int end) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
                ends = Arrays.copyOf(ends, count * 2);
            }
            starts[count] = start;
            ends[count++] = end;
        }

        TokenSpans toTokenSpans() {
            return new TokenSpans(starts, ends, count);
        }
    }
}
