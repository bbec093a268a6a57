package engram.domain;

/// There is no index to search: none was made yet, or it is lost.
public final class IndexMissing extends TransientFailure {

    private static final long serialVersionUID = 1;

    public IndexMissing(String message) {
        super(message);
    }
}
