package engram.domain.pii;

import java.util.List;

/// Takes what was found out of a text.
public final class Redaction {

    private Redaction() {}

    /// The text with the name of its kind in brackets in place of each match, like `[EMAIL]`.
    ///
    /// @param matches in the order of the text, none overlapping another, as [PiiRules#find] gives them
    public static String of(CharSequence text, List<PiiMatch> matches) {
        StringBuilder redacted = new StringBuilder(text.length());
        int at = 0;
        for (PiiMatch match : matches) {
            redacted.append(text, at, match.start()).append('[').append(match.kind()).append(']');
            at = match.end();
        }
        return redacted.append(text, at, text.length()).toString();
    }
}
