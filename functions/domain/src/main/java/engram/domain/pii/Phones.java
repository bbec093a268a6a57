package engram.domain.pii;

import java.util.List;

/// Telephone numbers: international ones (E.164, 8 to 15 digits behind `+` or `00`), those of North America, national ones
/// whose area code begins with 0, has three digits or more and is set apart, and those in five pairs, as in France. Digits alone
/// are not taken for one.
final class Phones {

    private static final String EDGE = "(?<![\\w+./:-])(?<!\\d[ -])";

    static final List<PiiRule> RULES = List.of(
            PiiRule.of(
                    PiiKind.PHONE,
                    EDGE + "(?:\\+|00)[1-9](?:[ .\\-/]?(?:\\(\\d{1,4}\\)|\\d)){7,14}+(?![\\w]|[.\\-/:]\\d)",
                    text -> isBetween(text, 8, 17)),
            PiiRule.of(
                    PiiKind.PHONE,
                    EDGE + "(?:1[ .-])?(?:\\([2-9]\\d{2}\\) ?|[2-9]\\d{2}[ .-])[2-9]\\d{2}[ .-]\\d{4}(?![\\w]|[.\\-/:]\\d)"),
            PiiRule.of(
                    PiiKind.PHONE,
                    EDGE + "(?:\\(0[1-9]\\d{0,3}\\) ?|0[1-9]\\d{1,3}[ /-])\\d{2,4}(?:[ -]?\\d{2,4}){1,3}+(?![\\w]|[.\\-/:]\\d)",
                    text -> isBetween(text, 8, 12)),
            PiiRule.of(PiiKind.PHONE, EDGE + "0[1-9](?:[ .-]\\d{2}){4}(?![\\w]|[ .\\-/:]\\d)"));

    private Phones() {}

    private static boolean isBetween(String text, int least, int most) {
        long digits = text.chars().filter(Character::isDigit).count();
        return digits >= least && digits <= most;
    }
}
