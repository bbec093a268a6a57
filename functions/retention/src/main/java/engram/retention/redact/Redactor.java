package engram.retention.redact;

import engram.domain.ObjectState;
import engram.domain.SourcePath;
import engram.domain.pii.PiiKind;
import engram.domain.pii.PiiMatch;
import engram.domain.pii.PiiRules;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Puts the kind in brackets in the place of each personal datum. What comes out holds none of those kinds.
public final class Redactor {

    /// Largest object that is rewritten, in bytes.
    public static final long MAX_BYTES = 16 << 20;

    /// What is put in may, with what stands around it, look like something else.
    private static final int ROUNDS = 4;

    private static final char DIGIT_OF_NOBODY = '9';

    private final PiiRules rules;

    public Redactor(Set<PiiKind> kinds) {
        this.rules = PiiRules.of(kinds);
    }

    public sealed interface Result {
        /// There is nothing to take out.
        record Clean() implements Result {}

        /// It cannot be rewritten without harm.
        record Refused(String why) implements Result {}

        /// @param found how many of each kind, in text and metadata
        record Redacted(byte[] bytes, Map<String, String> metadata, Map<PiiKind, Integer> found) implements Result {}
    }

    /// Whether it would be refused, as far as is known without its bytes; empty text: no.
    public static String refusal(SourcePath path, ObjectState state) {
        if (state.size() > MAX_BYTES) {
            return "it has more than " + MAX_BYTES + " bytes";
        }
        return TextTypes.isText(path, state) ? "" : state.contentType() + " is no text that can be rewritten";
    }

    /// @param metadata of the object that is to come out, its values are redacted as well
    public Result redact(SourcePath path, ObjectState state, byte[] bytes, Map<String, String> metadata) {
        String refusal = refusal(path, state);
        if (!refusal.isEmpty()) {
            return new Result.Refused(refusal);
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            return new Result.Refused("it is no UTF-8");
        }
        Map<PiiKind, Integer> found = new TreeMap<>();
        String redacted = redacted(text, TextTypes.isJson(path, state), found);
        Map<String, String> values = new HashMap<>();
        metadata.forEach((name, value) -> values.put(name, redacted(value, false, found)));
        if (!rules.find(redacted).isEmpty()) {
            return new Result.Refused("what is put in looks like personal data again");
        }
        return found.isEmpty() && metadata.equals(state.metadata())
                ? new Result.Clean()
                : new Result.Redacted(redacted.getBytes(StandardCharsets.UTF_8), values, found);
    }

    private String redacted(String text, boolean json, Map<PiiKind, Integer> found) {
        String redacted = text;
        for (int round = 0; round < ROUNDS; round++) {
            List<PiiMatch> matches = rules.find(redacted);
            if (matches.isEmpty()) {
                break;
            }
            matches.forEach(match -> found.merge(match.kind(), 1, Integer::sum));
            redacted = without(redacted, matches, json);
        }
        return redacted;
    }

    private static String without(String text, List<PiiMatch> matches, boolean json) {
        StringBuilder redacted = new StringBuilder(text.length());
        int at = 0;
        for (PiiMatch match : matches) {
            redacted.append(text, at, match.start());
            String datum = text.substring(match.start(), match.end());
            if (json && datum.chars().allMatch(c -> c >= '0' && c <= '9')) {
                // It may be a number, which brackets would break.
                redacted.repeat(DIGIT_OF_NOBODY, datum.length());
            } else {
                redacted.append('[').append(match.kind()).append(']');
            }
            at = match.end();
        }
        return redacted.append(text, at, text.length()).toString();
    }
}
