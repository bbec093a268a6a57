package engram.ingest.extract.characters;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;

/// Guesses which of the charsets of one byte a character a text is in: the one in which it reads most like words of
/// some language. Letters of the language count for it, the frequent ones more; symbols inside of words, capitals
/// inside of words, alphabets mixed in a word and what no charset defines count against it.
final class SingleByteGuess {

    private static final int MAX_CHARACTERS = 20_000;
    private static final String PUNCTUATION = "\u00A0’‘“”„–—…«»°§€£©®™·¿¡•ªº№‚‹›";

    private SingleByteGuess() {}

    static Charset of(byte[] bytes) {
        byte[] beginning = Arrays.copyOf(bytes, Math.min(bytes.length, MAX_CHARACTERS));
        Charset best = null;
        double most = 0;
        for (Alphabets.Candidate candidate : Alphabets.CANDIDATES) {
            if (Charset.isSupported(candidate.charset())) {
                Charset charset = Charset.forName(candidate.charset());
                double score = score(new String(beginning, charset), candidate.alphabets());
                if (best == null || score > most + 1e-9) {
                    best = charset;
                    most = score;
                }
            }
        }
        return best;
    }

    private static double score(String text, List<String> alphabets) {
        double[] letters = new double[alphabets.size()];
        double others = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            others += misplaced(text, i);
            if (Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK) {
                char small = Character.toLowerCase(c);
                boolean shouted = small != c && i > 0 && Character.isUpperCase(text.charAt(i - 1));
                for (int a = 0; a < letters.length; a++) {
                    letters[a] += letter(small, alphabets.get(a)) - (shouted ? 0.4 : 0);
                }
            }
        }
        return others + Arrays.stream(letters).max().orElse(0);
    }

    /// 1 for the most frequent letter of the alphabet down to 0.4 for the rarest; negative for one it does not have.
    private static double letter(char small, String alphabet) {
        int rank = alphabet.indexOf(small);
        return rank < 0 ? -1.5 : 1 - 0.6 * rank / alphabet.length();
    }

    private static double misplaced(String text, int at) {
        char c = text.charAt(at);
        char before = at > 0 ? text.charAt(at - 1) : ' ';
        char after = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (c == Texts.REPLACEMENT || Character.isISOControl(c)) {
            return -3;
        }
        if (!Character.isLetter(c) && Character.getType(c) != Character.NON_SPACING_MARK) {
            boolean inside = Character.isLetter(before) && Character.isLetter(after);
            boolean known = PUNCTUATION.indexOf(c) >= 0;
            return known ? inside && c != '’' && c != '·' ? -1 : 0.3 : inside ? -2 : -1;
        }
        double score = Character.isUpperCase(c) && Character.isLowerCase(before) ? -1.5 : 0;
        boolean latin = Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
        return !latin && (isAsciiLetter(before) || isAsciiLetter(after)) ? score - 1 : score;
    }

    private static boolean isAsciiLetter(char c) {
        return c < 0x80 && Character.isLetter(c);
    }
}
