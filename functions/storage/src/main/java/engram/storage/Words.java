package engram.storage;

/// A question's words for the lexical arm.
final class Words {

    /// OpenSearch takes 1,024 clauses in a query; each word makes one in each of three fields.
    static final int MAX_WORDS = 320;

    private Words() {}

    /// As much from the start of the question as has [#MAX_WORDS] words. A word is what the analyser may make one of: a
    /// run of letters and digits, or an ideograph on its own.
    static String bounded(String question) {
        int words = 0;
        boolean inside = false;
        for (int at = 0; at < question.length(); ) {
            int next = question.codePointAt(at);
            boolean part = Character.isLetterOrDigit(next);
            if (part && (!inside || Character.isIdeographic(next) || !Character.isAlphabetic(next) && !Character.isDigit(next))
                    && ++words > MAX_WORDS) {
                return question.substring(0, at);
            }
            inside = part;
            at += Character.charCount(next);
        }
        return question;
    }
}
