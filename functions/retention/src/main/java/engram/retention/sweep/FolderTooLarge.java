package engram.retention.sweep;

/// A folder has more objects than can be listed in what is left of an invocation's time, so that nobody can say which of them are the newest.
final class FolderTooLarge extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// @param what for people, and the same for each object of the folder
    FolderTooLarge(String what) {
        super(what);
    }
}
