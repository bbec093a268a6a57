package engram.query.function;

import engram.domain.Catalog.Listing;
import engram.domain.Status;
import engram.domain.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the parameters of a list. Whatever is wrong with them is a [Refusal] that names the parameter.
final class ListParameters {

    private static final Set<String> KNOWN = Set.of("status", "prefix", "limit", "cursor");

    private final QueryConfig bounds;

    ListParameters(QueryConfig bounds) {
        this.bounds = bounds;
    }

    /// @param given decoded values by name; an empty value is as if it were not there
    /// @throws Refusal INVALID_INPUT
    Listing read(Workspace workspace, Map<String, List<String>> given) {
        for (String name : given.keySet()) {
            if (!KNOWN.contains(name)) {
                throw Refusal.invalid(Text.shortened(name), "is no parameter of a list, which has "
                        + KNOWN.stream().sorted().toList());
            }
        }
        return new Listing(
                workspace,
                text(given, "prefix", bounds.maxPrefixCharacters()).orElse(""),
                single(given, "status").map(ListParameters::status),
                single(given, "limit").map(this::limit).orElse(bounds.defaultPage()),
                text(given, "cursor", bounds.maxCursorCharacters()));
    }

    private static Optional<String> text(Map<String, List<String>> given, String name, int most) {
        return single(given, name).map(value -> Text.checked(name, value, most));
    }

    private static Optional<String> single(Map<String, List<String>> given, String name) {
        List<String> values = given.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw Refusal.invalid(name, "is given " + values.size() + " times, expected it once");
        }
        return values.stream().filter(value -> !value.isEmpty()).findFirst();
    }

    private static Status status(String value) {
        return Arrays.stream(Status.values())
                .filter(status -> status.name().equals(value))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("status", "expected one of " + Arrays.toString(Status.values())));
    }

    private int limit(String value) {
        Refusal wrong = Refusal.invalid("limit", "expected a whole number from 1 to " + bounds.maxPage());
        try {
            int limit = Integer.parseInt(value);
            if (limit < 1 || limit > bounds.maxPage()) {
                throw wrong;
            }
            return limit;
        } catch (NumberFormatException e) {
            throw wrong;
        }
    }
}
