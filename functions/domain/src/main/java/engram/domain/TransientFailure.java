package engram.domain;

/// The world did not do what it was asked, and may do so next time: throttling, a timeout, a server that is away.
/// Whether the request had an effect is unknown. The message names the dependency, never a document's text.
public class TransientFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    public TransientFailure(String message) {
        super(message);
    }

    public TransientFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
