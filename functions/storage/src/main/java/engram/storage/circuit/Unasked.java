package engram.storage.circuit;

import engram.domain.TransientFailure;

/// The caller's time was up before the store could have answered, which says nothing about the store.
public final class Unasked extends TransientFailure {

    private static final long serialVersionUID = 1;

    public Unasked(String message) {
        super(message);
    }

    public Unasked(String message, Throwable cause) {
        super(message, cause);
    }
}
