package engram.local.system.collection;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What can be asked of a collection: of OpenSearch's operations those that AWS lists ("Supported operations and plugins in Amazon
/// OpenSearch Serverless"), without what only collections of another type take.
final class Operations {

    private static final String INDEX = "/[^_/][^/]*";
    private static final List<Operation> ALL = List.of(
            new Operation("PUT|GET|HEAD|DELETE", INDEX),
            new Operation("GET", INDEX + "/(_mappings?|_settings?)"),
            new Operation("GET|HEAD", "(" + INDEX + ")?/_alias(/[^/]+)?"),
            new Operation("PUT|POST|DELETE", INDEX + "/_alias(es)?/[^/]+"),
            new Operation("POST", "/_aliases"),
            new Operation("POST", "(" + INDEX + ")?/_bulk"),
            new Operation("POST", INDEX + "/_doc"),
            new Operation("DELETE|GET", INDEX + "/_doc/[^/]+"),
            new Operation("GET|POST", "(" + INDEX + ")?/(_search|_msearch|_count|_mget)"));

    /// Of documents that have ids and versions of their own, and of when a write is shown.
    private static final Set<String> UNKNOWN_PARAMETERS =
            Set.of("refresh", "version", "version_type", "routing", "timeout", "require_alias", "if_seq_no", "if_primary_term");

    private Operations() {}

    private record Operation(Pattern method, Pattern path) {
        Operation(String method, String path) {
            this(Pattern.compile(method), Pattern.compile(path));
        }

        boolean fits(String asked, String at) {
            return method.matcher(asked).matches() && path.matcher(at).matches();
        }
    }

    static boolean has(String method, String path) {
        return ALL.stream().anyMatch(operation -> operation.fits(method, path));
    }

    /// @param query of a request's URL, or null
    static boolean takes(String query) {
        return query == null
                || List.of(query.split("&")).stream().noneMatch(parameter -> UNKNOWN_PARAMETERS.contains(parameter.split("=", 2)[0]));
    }
}
