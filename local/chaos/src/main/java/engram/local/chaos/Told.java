package engram.local.chaos;

/// Hears how a run gets on.
public interface Told {

    /// Something worth a line.
    void say(String line);

    /// @param done seconds of `all` that have passed
    void at(long done, long all, String what);
}
