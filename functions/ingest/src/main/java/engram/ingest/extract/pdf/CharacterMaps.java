package engram.ingest.extract.pdf;

import engram.domain.PermanentFailure;
import engram.domain.Reason;

/// Counts, in what streams hold, the letters that fonts map by ranges (`beginbfrange <from> <to> <letter> endbfrange`, ISO 32000-1,
/// 9.10.3): PDFBox makes an entry of each letter of each range, however often ranges repeat.
final class CharacterMaps {

    private static final String BEGIN = "beginbfrange";
    /// Three hundred fonts that map all there is: some seconds of work.
    private static final long MOST = 20_000_000;
    /// Of one range; PDFBox gives longer ones up.
    private static final int LONGEST_RANGE = 1 << 16;
    private static final int TOKENS_OF_A_RANGE = 3;

    private long mapped;
    private int matched;
    private boolean inside;
    private boolean list;
    private boolean number;
    private int tokens;
    private long value;
    private long from;

    /// What comes next of a stream.
    ///
    /// @throws PermanentFailure EXPANDS_TOO_MUCH
    void scan(byte[] bytes, int start, int end) {
        for (int at = start; at < end; at++) {
            if (inside) {
                inside((char) (bytes[at] & 0xFF));
            } else {
                outside((char) (bytes[at] & 0xFF));
            }
        }
    }

    /// A stream ended.
    void end() {
        matched = 0;
        inside = false;
    }

    private void outside(char c) {
        matched = c == BEGIN.charAt(matched) ? matched + 1 : c == BEGIN.charAt(0) ? 1 : 0;
        if (matched == BEGIN.length()) {
            end();
            inside = true;
            list = false;
            number = false;
            tokens = 0;
        }
    }

    private void inside(char c) {
        switch (c) {
            case '[' -> list = true;
            case ']' -> {
                list = false;
                token();
            }
            case '<' -> {
                number = true;
                value = 0;
            }
            case '>' -> {
                number = false;
                if (!list) {
                    token();
                }
            }
            default -> {
                int digit = number ? Character.digit(c, 16) : -1;
                value = digit < 0 ? value : Math.min(value << 4 | digit, Integer.MAX_VALUE);
                inside = number || c != 'e';
            }
        }
    }

    private void token() {
        switch (tokens++ % TOKENS_OF_A_RANGE) {
            case 0 -> from = value;
            case 1 -> count(Math.clamp(value - from + 1, 0, LONGEST_RANGE));
            default -> {}
        }
    }

    private void count(int letters) {
        mapped += letters;
        if (mapped > MOST) {
            throw new PermanentFailure(Reason.EXPANDS_TOO_MUCH, "its fonts map more than " + MOST + " letters");
        }
    }
}
