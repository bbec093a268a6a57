package engram.query.function;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.domain.Filter;
import engram.domain.Workspace;
import engram.query.Mode;
import engram.query.Question;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads the body of a search. Whatever is wrong with it is a [Refusal] that names the field, never its value.
final class SearchBody {

    private static final Set<String> FIELDS = Set.of("query", "mode", "k", "filter");
    private static final Set<String> FILTERS = Set.of("sourcePathPrefix", "contentType");

    private final ObjectReader json = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build()
            .readerFor(JsonNode.class);
    private final QueryConfig bounds;

    SearchBody(QueryConfig bounds) {
        this.bounds = bounds;
    }

    /// @throws Refusal INVALID_INPUT
    Question read(Workspace workspace, byte[] body) {
        if (body.length > bounds.maxBodyBytes()) {
            throw Refusal.invalid(
                    413, "the body has " + body.length + " bytes, at most " + bounds.maxBodyBytes() + " are taken");
        }
        if (!(parsed(body) instanceof ObjectNode search)) {
            throw Refusal.invalid("body", "expected a JSON object like {\"query\": \"…\"}");
        }
        onlyKnown(search, FIELDS, "");
        return new Question(workspace, query(search), mode(search), k(search), filter(search));
    }

    private JsonNode parsed(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            // Jackson's own message may quote the body.
            JsonLocation at = e.getLocation();
            throw Refusal.invalid("body", "not valid JSON" + (at == null ? "" : " at line " + at.getLineNr()
                    + ", column " + at.getColumnNr()) + ", or a field is there twice");
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot fail", e);
        }
    }

    private String query(ObjectNode search) {
        String query = string(search, "query", "query", bounds.maxQueryCharacters())
                .orElseThrow(() -> Refusal.invalid("query", "is missing: the question to answer, a string"));
        if (query.isBlank()) {
            throw Refusal.invalid("query", "is blank: expected a question");
        }
        return query;
    }

    private static Mode mode(ObjectNode search) {
        Optional<JsonNode> given = given(search, "mode");
        if (given.isEmpty()) {
            return Mode.HYBRID;
        }
        for (Mode mode : Mode.values()) {
            if (given.get().isTextual()
                    && given.get().textValue().equals(mode.name().toLowerCase(Locale.ROOT))) {
                return mode;
            }
        }
        throw Refusal.invalid("mode", "expected \"semantic\", \"lexical\" or \"hybrid\"");
    }

    private int k(ObjectNode search) {
        Optional<JsonNode> given = given(search, "k");
        if (given.isEmpty()) {
            return bounds.defaultK();
        }
        JsonNode k = given.get();
        if (!k.isIntegralNumber() || !k.canConvertToInt() || k.intValue() < 1 || k.intValue() > bounds.maxK()) {
            throw Refusal.invalid("k", "expected a whole number from 1 to " + bounds.maxK());
        }
        return k.intValue();
    }

    private Filter filter(ObjectNode search) {
        Optional<JsonNode> given = given(search, "filter");
        if (given.isEmpty()) {
            return Filter.ALL;
        }
        if (!(given.get() instanceof ObjectNode filter)) {
            throw Refusal.invalid("filter", "expected an object, got " + kind(given.get()));
        }
        onlyKnown(filter, FILTERS, "filter.");
        List<Filter> parts = new ArrayList<>();
        string(filter, "sourcePathPrefix", "filter.sourcePathPrefix", bounds.maxPrefixCharacters())
                .ifPresent(prefix -> parts.add(new Filter.SourcePathPrefix(prefix)));
        string(filter, "contentType", "filter.contentType", bounds.maxContentTypeCharacters())
                .ifPresent(type -> parts.add(new Filter.ContentType(type)));
        return parts.isEmpty() ? Filter.ALL : new Filter.And(parts);
    }

    private static Optional<String> string(ObjectNode object, String name, String field, int most) {
        Optional<JsonNode> given = given(object, name);
        given.filter(value -> !value.isTextual()).ifPresent(value -> {
            throw Refusal.invalid(field, "expected a string, got " + kind(value));
        });
        return given.map(value -> Text.checked(field, value.textValue(), most));
    }

    private static void onlyKnown(ObjectNode object, Set<String> known, String path) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw Refusal.invalid(
                        path + Text.shortened(name),
                        "is no field of a search, which has " + known.stream().sorted().toList());
            }
        });
    }

    /// A field that is null is as if it were not there.
    private static Optional<JsonNode> given(ObjectNode object, String name) {
        return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
    }

    private static String kind(JsonNode value) {
        return value.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
