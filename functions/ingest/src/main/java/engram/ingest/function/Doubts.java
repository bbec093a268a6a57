package engram.ingest.function;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import engram.domain.Doubt;
import engram.domain.SourcePath;
import java.util.Map;
import java.util.Set;

/// What a hint of `reconcile` says beside its path, in a field of its own that S3's events do not have.
final class Doubts {

    private static final String FIELD = "engramDoubt";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Doubts() {}

    /// @param paths that the message names; only a message of one path doubts
    /// @throws IllegalArgumentException if it doubts in a form that makes no sense
    static Map<SourcePath, Doubt> in(String body, Set<SourcePath> paths) {
        if (paths.size() != 1 || !body.contains(FIELD)) {
            return Map.of();
        }
        JsonNode doubt = read(body).path("Records").path(0).path(FIELD);
        if (doubt.isMissingNode()) {
            return Map.of();
        }
        boolean whole = doubt.path("ceiling").isIntegralNumber() && doubt.path("generation").isIntegralNumber();
        if (!whole || !doubt.path("ceiling").canConvertToInt() || !doubt.path("generation").canConvertToLong()) {
            throw new IllegalArgumentException("a doubt has a ceiling and a generation");
        }
        SourcePath path = paths.iterator().next();
        return Map.of(path, new Doubt(path, doubt.path("ceiling").intValue(), doubt.path("generation").longValue()));
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the message is no JSON", e);
        }
    }
}
