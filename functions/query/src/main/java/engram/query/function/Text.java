package engram.query.function;

/// Checks of strings that come from outside.
final class Text {

    private static final int SHORT = 64;

    private Text() {}

    /// The value, if it is at most that long and can be written as UTF-8.
    ///
    /// @throws Refusal INVALID_INPUT that names the field
    static String checked(String field, String value, int mostCharacters) {
        if (value.length() > mostCharacters) {
            throw Refusal.invalid(
                    field, "has " + value.length() + " characters, at most " + mostCharacters + " are taken");
        }
        if (hasLoneSurrogate(value)) {
            throw Refusal.invalid(field, "holds half of a surrogate pair, which is no character");
        }
        return value;
    }

    /// A name from outside, short enough for a message.
    static String shortened(String name) {
        return name.length() <= SHORT ? name : name.substring(0, SHORT) + "…";
    }

    private static boolean hasLoneSurrogate(String value) {
        return value.codePoints().anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
