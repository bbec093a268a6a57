package engram.health;

/// Something that is not as it should be.
///
/// @param what is wrong, in one line
/// @param remedy what to do about it, in one line
public record Concern(Code code, String what, String remedy) {

    static Concern of(Code code, Trouble trouble) {
        return new Concern(code, trouble.error(), trouble.remedy());
    }
}
