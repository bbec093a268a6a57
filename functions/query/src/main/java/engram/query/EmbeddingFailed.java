package engram.query;

/// The model did not make a vector of a question. The question is not in the message.
final class EmbeddingFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    EmbeddingFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
