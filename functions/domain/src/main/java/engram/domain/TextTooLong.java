package engram.domain;

/// A text has more tokens than the model reads. Never a truncation: what could not be read must be known.
public final class TextTooLong extends RuntimeException {

    private static final long serialVersionUID = 1;

    public TextTooLong(int tokens, int maxTokens, ModelVersion model) {
        super("text has " + tokens + " tokens, model " + model + " reads " + maxTokens);
    }
}
