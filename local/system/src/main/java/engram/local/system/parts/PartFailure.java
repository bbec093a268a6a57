package engram.local.system.parts;

/// Why a part does not run, for people: names the part, what is wrong, what to do, and quotes the end of its log.
public final class PartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PartFailure(String message) {
        super(message);
    }

    public PartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
