package engram.embedding;

import java.text.Normalizer;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// What BERT's uncased models make of a single code point: white space becomes a space, control characters go,
/// accents are stripped after canonical decomposition, letters become lower-case.
///
/// Equals `BertNormalizer` of Huggingface's tokenizers (clean_text, strip_accents, lowercase), except for marks that are
/// younger than its Unicode 8 tables.
///
/// Decomposing one code point at a time is the same as decomposing the text, but for the order of combining marks, and
/// those that have one are stripped; so the time is linear in the text whatever the text.
final class CharacterFolding {

    private static final int PAGE = 256;

    /// Pages of folded code points, made when first met. In a page `null` stands for "stays as it is".
    private final AtomicReferenceArray<String[]> pages =
            new AtomicReferenceArray<>((Character.MAX_CODE_POINT + 1) / PAGE);

    /// What the code point becomes: `null` if it stays as it is, `""` if it goes.
    String fold(int codePoint) {
        String[] page = pages.get(codePoint / PAGE);
        if (page == null) {
            page = page(codePoint / PAGE);
            pages.set(codePoint / PAGE, page);
        }
        return page[codePoint % PAGE];
    }

    private static String[] page(int number) {
        String[] page = new String[PAGE];
        for (int i = 0; i < PAGE; i++) {
            int codePoint = number * PAGE + i;
            String folded = compute(codePoint);
            boolean stays = folded.length() == Character.charCount(codePoint) && folded.codePointAt(0) == codePoint;
            page[i] = stays ? null : folded;
        }
        return page;
    }

    private static String compute(int codePoint) {
        if (isSpace(codePoint)) {
            return " ";
        }
        if (isDropped(codePoint)) {
            return "";
        }
        StringBuilder folded = new StringBuilder(2);
        Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFD)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .map(Character::toLowerCase)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    static boolean isSpace(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
        };
    }

    private static boolean isDropped(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
            default -> codePoint == 0xFFFD;
        };
    }

    /// Punctuation as BERT has it: Unicode's, and all of ASCII that is neither letter nor digit.
    static boolean isPunctuation(int codePoint) {
        if (codePoint < 128) {
            return codePoint > ' ' && codePoint < 127 && !Character.isLetterOrDigit(codePoint);
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    /// The ideographs that BERT makes words of their own. The gap between B81F and B920 is the reference's.
    static boolean isIdeograph(int codePoint) {
        return codePoint >= 0x3400
                && (codePoint <= 0x4DBF
                        || codePoint >= 0x4E00 && codePoint <= 0x9FFF
                        || codePoint >= 0xF900 && codePoint <= 0xFAFF
                        || codePoint >= 0x20000 && codePoint <= 0x2A6DF
                        || codePoint >= 0x2A700 && codePoint <= 0x2B81F
                        || codePoint >= 0x2B920 && codePoint <= 0x2CEAF
                        || codePoint >= 0x2F800 && codePoint <= 0x2FA1F);
    }
}
