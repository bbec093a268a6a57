package engram.health;

/// Why there is no answer.
///
/// @param error what is wrong, in one line
/// @param remedy what to do about it, in one line
/// @param late whether the answer did not come in time, and nothing else is known to be wrong
public record Trouble(String error, String remedy, boolean late) {

    public Trouble(String error, String remedy) {
        this(error, remedy, false);
    }

    static Trouble late(String error, String remedy) {
        return new Trouble(error, remedy, true);
    }
}
