package engram.query;

import engram.domain.ModelVersion;

/// The model did not make a vector of a question. The question is not in the message.
final class EmbeddingFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    EmbeddingFailed(ModelVersion model, Throwable cause) {
        super("model " + model + " failed on a question", cause);
    }
}
