package engram.domain;

/// The caller's time was up before the store could have answered, which says nothing about the store.
public final class OutOfTime extends TransientFailure {

    private static final long serialVersionUID = 1;

    public OutOfTime(String message) {
        super(message);
    }

    public OutOfTime(String message, Throwable cause) {
        super(message, cause);
    }
}
