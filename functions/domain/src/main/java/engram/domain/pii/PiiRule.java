package engram.domain.pii;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/// How one form is found: a pattern for its looks, and a check of what the looks do not tell.
///
/// The pattern must take bounded time at each place: no quantifier without a bound that could meet the same characters in two
/// ways, and an edge on the left, so that a long run of characters is tried once and not from each of them.
///
/// @param check of the characters that were matched
record PiiRule(PiiKind kind, Pattern pattern, Predicate<String> check) {

    static PiiRule of(PiiKind kind, String pattern, Predicate<String> check) {
        return new PiiRule(kind, Pattern.compile(pattern), check);
    }

    /// One whose looks tell all.
    static PiiRule of(PiiKind kind, String pattern) {
        return of(kind, pattern, _ -> true);
    }
}
