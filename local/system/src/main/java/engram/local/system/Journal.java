package engram.local.system;

/// Where the local system says what happened to it, one line at a time. Never document text, queries or secrets.
@FunctionalInterface
public interface Journal {

    /// @param who  the part or function that the line is about
    /// @param line what happened, without a line break
    void say(String who, String line);
}
