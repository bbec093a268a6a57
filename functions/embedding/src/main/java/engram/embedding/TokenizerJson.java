package engram.embedding;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes the vocabulary out of a Huggingface tokenizer.json, so that no function has to read JSON at its start. What
/// else the file says (BERT's normaliser, marks) is what [WordPieceTokenizer] does; its SHA-256 holds it fast.
final class TokenizerJson {

    private static final Pattern VOCABULARY = Pattern.compile("\"vocab\"\\s*:\\s*\\{");
    private static final Pattern ENTRY = Pattern.compile("\\G\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*:\\s*(\\d+)\\s*,?");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

    private TokenizerJson() {}

    /// The pieces in the order of their numbers.
    ///
    /// @throws IllegalStateException if there is no vocabulary or a number is missing in it
    static List<String> pieces(String json) {
        Matcher vocabulary = VOCABULARY.matcher(json);
        if (!vocabulary.find()) {
            throw new IllegalStateException("the tokenizer has no vocabulary");
        }
        Map<Integer, String> pieces = new TreeMap<>();
        Matcher entry = ENTRY.matcher(json);
        for (boolean found = entry.find(vocabulary.end()); found; found = entry.find()) {
            pieces.put(Integer.parseInt(entry.group(2)), unescaped(entry.group(1)));
        }
        if (pieces.isEmpty() || !pieces.containsKey(0) || !pieces.containsKey(pieces.size() - 1)) {
            throw new IllegalStateException("the tokenizer's vocabulary has gaps");
        }
        return List.copyOf(pieces.values());
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(
                escape.group(1) != null
                        ? Character.toString(Integer.parseInt(escape.group(1), 16))
                        : simple(escape.group(2))));
    }

    private static String simple(String escaped) {
        return switch (escaped) {
            case "\"", "\\", "/" -> escaped;
            default -> throw new IllegalStateException("a piece of the vocabulary holds a control character");
        };
    }
}
