package engram.domain;

/// This document can never be indexed as it is; trying again changes nothing.
public final class PermanentFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Rejection rejection;

    public PermanentFailure(Rejection rejection) {
        super(rejection.toString());
        this.rejection = rejection;
    }

    public PermanentFailure(Reason reason, String detail) {
        this(new Rejection(reason, detail));
    }

    public PermanentFailure(Reason reason, String detail, Throwable cause) {
        super(new Rejection(reason, detail).toString(), cause);
        this.rejection = new Rejection(reason, detail);
    }

    public Rejection rejection() {
        return rejection;
    }
}
