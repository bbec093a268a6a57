package engram.local.cli;

/// Ends a command with one message for people and the exit code that scripts get.
public final class Failure extends RuntimeException {

    /// What was asked for did not work, or not for everything.
    public static final int FAILED = 1;
    /// The command line makes no sense.
    public static final int USAGE = 2;
    /// Engram does not run, or does not answer.
    public static final int NOT_RUNNING = 3;

    private final int exitCode;

    private Failure(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public static Failure failed(String message) {
        return new Failure(FAILED, message, null);
    }

    public static Failure failed(String message, Throwable cause) {
        return new Failure(FAILED, message, cause);
    }

    public static Failure usage(String message) {
        return new Failure(USAGE, message, null);
    }

    public static Failure notRunning(String message) {
        return new Failure(NOT_RUNNING, message, null);
    }

    int exitCode() {
        return exitCode;
    }
}
