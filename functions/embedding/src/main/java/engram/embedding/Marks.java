package engram.embedding;

import java.util.List;

/// Finds the names of a model's own marks in a text. They count only as they are written here, upper case.
final class Marks {

    static final int NONE = -1;

    private static final List<String> NAMES = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

    private final int[] pieces;

    Marks(Vocabulary vocabulary) {
        pieces = NAMES.stream().mapToInt(vocabulary::number).toArray();
    }

    /// Which mark's name stands at that place, or [#NONE].
    int at(CharSequence text, int at) {
        for (int mark = 0; mark < pieces.length; mark++) {
            if (startsWith(text, at, NAMES.get(mark))) {
                return mark;
            }
        }
        return NONE;
    }

    int piece(int mark) {
        return pieces[mark];
    }

    int length(int mark) {
        return NAMES.get(mark).length();
    }

    private static boolean startsWith(CharSequence text, int at, String name) {
        if (text.length() - at < name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (text.charAt(at + i) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
