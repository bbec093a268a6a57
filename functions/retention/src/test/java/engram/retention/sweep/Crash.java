package engram.retention.sweep;

/// The process dies.
final class Crash extends RuntimeException {

    private static final long serialVersionUID = 1;

    Crash(String where) {
        super(where);
    }
}
