package engram.domain;

/// The store is there and refuses this very request, which says nothing about others: no permission for one object, an object that lies in an archive or is
/// too large for what was asked. It refuses until somebody changes that.
public final class RequestRefused extends TransientFailure {

    private static final long serialVersionUID = 1;

    public RequestRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
