package engram.storage.circuit;

import engram.domain.TransientFailure;

/// The store is away: it does not answer in the time that it is entitled to, or answers that it cannot (429, 5xx).
public final class Outage extends TransientFailure {

    private static final long serialVersionUID = 1;

    public Outage(String message) {
        super(message);
    }

    public Outage(String message, Throwable cause) {
        super(message, cause);
    }
}
