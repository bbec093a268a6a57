package engram.local.system;

/// Why the local system does not run, for people: what is wrong and what to do, with the end of a log where that says more.
public final class SystemFailure extends Exception {

    private static final long serialVersionUID = 1;

    public SystemFailure(String message) {
        super(message);
    }

    public SystemFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
