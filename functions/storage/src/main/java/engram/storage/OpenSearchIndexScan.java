package engram.storage;

import engram.domain.ChunkHash;
import engram.domain.DocumentId;
import engram.domain.IndexScan;
import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.domain.Workspace;
import engram.storage.IndexConnection.Answer;
import engram.storage.IndexConnection.Ask;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// OpenSearch read from end to end, a page at a time, each beginning where the one before ended (`search_after`). Keywords
/// sort by the bytes of UTF-8, and Lucene skips what sorts before, so that a page costs a page.
final class OpenSearchIndexScan implements IndexScan {

    /// More than a document may have chunks; also OpenSearch's own bound (`index.max_result_window`).
    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_WORKSPACES = 10_000;

    private final IndexConnection connection;
    private final String alias;

    OpenSearchIndexScan(IndexConnection connection, String alias) {
        this.connection = connection;
        this.alias = alias;
    }

    @Override
    public Set<Workspace> workspaces() {
        JsonObjectBuilder terms = object("terms", Json.createObjectBuilder()
                .add("field", IndexFields.WORKSPACE)
                .add("size", MOST_WORKSPACES));
        JsonObject body = Json.createObjectBuilder().add("size", 0).add("aggs", object("names", terms)).build();
        return search(body).map(answer -> answer.getJsonObject("aggregations").getJsonObject("names")
                        .getJsonArray("buckets").getValuesAs(JsonObject.class).stream()
                        .map(bucket -> bucket.getString("key"))
                        .filter(OpenSearchIndexScan::isWorkspace)
                        .map(Workspace::new)
                        .collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
    }

    private static boolean isWorkspace(String name) {
        try {
            return new Workspace(name).name().equals(name);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// Entries that are none of ours are passed over: a page of nothing else is not the end.
    @Override
    public List<Entry> entries(Workspace workspace, Optional<Entry> after, int most) {
        Optional<JsonArray> from = after.map(entry -> Json.createArrayBuilder().add(entry.path().key()).add(entry.slot()).build());
        while (true) {
            JsonObjectBuilder body =
                    page(Json.createArrayBuilder().add(is(IndexFields.WORKSPACE, workspace.name())), most);
            from.ifPresent(values -> body.add("search_after", values));
            List<JsonObject> hits = hits(body.build());
            List<Entry> entries = entries(hits);
            if (!entries.isEmpty() || hits.isEmpty()) {
                return entries;
            }
            from = Optional.of(hits.getLast().getJsonArray("sort"));
        }
    }

    @Override
    public List<Entry> of(DocumentId id) {
        JsonArrayBuilder filters = Json.createArrayBuilder()
                .add(is(IndexFields.WORKSPACE, id.workspace().name()))
                .add(is(IndexFields.SOURCE_PATH, id.sourcePath().key()));
        return entries(hits(page(filters, MOST_ENTRIES).build()));
    }

    private static JsonObjectBuilder page(JsonArrayBuilder filters, int most) {
        for (String field : List.of(IndexFields.SOURCE_PATH, IndexFields.SLOT, IndexFields.HASH)) {
            filters.add(object("exists", Json.createObjectBuilder().add("field", field)));
        }
        return Json.createObjectBuilder()
                .add("size", most)
                .add("version", true)
                .add("track_total_hits", false)
                .add("query", object("bool", Json.createObjectBuilder().add("filter", filters)))
                .add("sort", Json.createArrayBuilder().add(IndexFields.SOURCE_PATH).add(IndexFields.SLOT))
                .add("_source", Json.createArrayBuilder(
                        List.of(IndexFields.SOURCE_PATH, IndexFields.SLOT, IndexFields.HASH)));
    }

    private static JsonObjectBuilder is(String field, String value) {
        return object("term", Json.createObjectBuilder().add(field, value));
    }

    private static JsonObjectBuilder object(String name, JsonObjectBuilder value) {
        return Json.createObjectBuilder().add(name, value);
    }

    private List<JsonObject> hits(JsonObject body) {
        return search(body)
                .map(answer -> answer.getJsonObject("hits").getJsonArray("hits").getValuesAs(JsonObject.class))
                .orElse(List.of());
    }

    private static List<Entry> entries(List<JsonObject> hits) {
        return hits.stream().map(OpenSearchIndexScan::entry).flatMap(Optional::stream).toList();
    }

    /// Empty if somebody else put it there, with fields of another kind.
    private static Optional<Entry> entry(JsonObject hit) {
        JsonObject source = hit.getJsonObject("_source");
        try {
            return Optional.of(new Entry(
                    new SourcePath(source.getString(IndexFields.SOURCE_PATH)),
                    source.getInt(IndexFields.SLOT),
                    ChunkHash.parse(source.getString(IndexFields.HASH)),
                    hit.getJsonNumber("_version").longValueExact()));
        } catch (IllegalArgumentException | ClassCastException _) {
            return Optional.empty();
        }
    }

    /// Empty if there is no index.
    private Optional<JsonObject> search(JsonObject body) {
        Answer answer = connection.ask(
                Ask.json("POST", "/" + alias + "/_search", body.toString().getBytes(StandardCharsets.UTF_8)),
                connection.searchDeadline());
        return switch (answer.status()) {
            case 200 -> {
                try (JsonReader reader = Json.createReader(new ByteArrayInputStream(answer.body()))) {
                    yield Optional.of(whole(reader.readObject()));
                }
            }
            case 404 -> Optional.empty();
            default -> throw IndexError.failure(connection, answer);
        };
    }

    /// A part of the index must not be taken for all of it.
    private JsonObject whole(JsonObject answer) {
        if (answer.getBoolean("timed_out") || answer.getJsonObject("_shards").getInt("failed") > 0) {
            throw new TransientFailure(connection.name() + " searched a part of the index only");
        }
        return answer;
    }
}
