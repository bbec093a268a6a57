package engram.domain;

/// The model did not make a vector of a text. The text is not in the message.
public final class EmbeddingFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    public EmbeddingFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
