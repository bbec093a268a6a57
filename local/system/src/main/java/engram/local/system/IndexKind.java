package engram.local.system;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/// What the index is in.
public enum IndexKind {

    /// OpenSearch as it is.
    DOMAIN,

    /// OpenSearch that takes only what a collection of OpenSearch Serverless takes
    /// ([engram.local.system.collection.CollectionFront]).
    SERVERLESS;

    /// The environment variable that chooses one, for functions and system alike.
    public static final String VARIABLE = "ENGRAM_INDEX_KIND";

    /// @throws IllegalArgumentException that says which there are
    static IndexKind in(Map<String, String> variables) {
        String name = variables.getOrDefault(VARIABLE, DOMAIN.word());
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(VARIABLE + " is domain or serverless, got '" + name + "'"));
    }

    /// As configuration says it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
