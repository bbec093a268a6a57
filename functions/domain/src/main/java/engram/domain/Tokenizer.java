package engram.domain;

/// Cuts text into the tokens of a model. Safe for use by several threads.
public interface Tokenizer {

    /// Most tokens that the model reads at once, without the marks it adds at begin and end.
    int maxTokens();

    /// The tokens of the text, in order, without the marks that the model adds. Time is linear in the text's length,
    /// whatever the text.
    TokenSpans tokens(CharSequence text);

    /// How many tokens the text has; the same as `tokens(text).count()`.
    default int count(CharSequence text) {
        return tokens(text).count();
    }
}
