package engram.storage;

import engram.domain.ChunkHash;
import engram.domain.DocumentId;
import engram.domain.IndexContent;
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
import jakarta.json.JsonString;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// OpenSearch read from end to end, a page at a time, each beginning where the one before ended (`search_after`). Keywords
/// sort by the bytes of UTF-8, and Lucene skips what sorts before, so that a page costs a page.
final class OpenSearchIndexScan implements IndexScan, IndexContent {

    /// More than a document may have chunks; also OpenSearch's own bound (`index.max_result_window`).
    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_WORKSPACES = 10_000;
    /// Of whole chunks: a page is some megabytes at most.
    private static final int MOST_CONTENTS = 500;
    private static final List<String> ENTRY = List.of(IndexFields.SOURCE_PATH, IndexFields.SLOT, IndexFields.HASH);
    private static final List<String> CONTENT = List.of(IndexFields.SOURCE_PATH, IndexFields.SLOT, IndexFields.HASH, IndexFields.TEXT,
            IndexFields.TITLE, IndexFields.HEADINGS, IndexFields.CONTENT_TYPE, IndexFields.METADATA);

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
                    page(Json.createArrayBuilder().add(is(IndexFields.WORKSPACE, workspace.name())), most, ENTRY);
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
        return entries(hits(page(document(id), MOST_ENTRIES, ENTRY).build()));
    }

    @Override
    public List<Content> contents(DocumentId id) {
        List<Content> contents = new ArrayList<>();
        Optional<JsonArray> from = Optional.empty();
        while (true) {
            JsonObjectBuilder body = page(document(id), MOST_CONTENTS, CONTENT);
            from.ifPresent(values -> body.add("search_after", values));
            List<JsonObject> hits = hits(body.build());
            hits.stream().map(OpenSearchIndexScan::content).flatMap(Optional::stream).forEach(contents::add);
            if (hits.size() < MOST_CONTENTS) {
                return contents;
            }
            from = Optional.of(hits.getLast().getJsonArray("sort"));
        }
    }

    private static JsonArrayBuilder document(DocumentId id) {
        return Json.createArrayBuilder()
                .add(is(IndexFields.WORKSPACE, id.workspace().name()))
                .add(is(IndexFields.SOURCE_PATH, id.sourcePath().key()));
    }

    private static JsonObjectBuilder page(JsonArrayBuilder filters, int most, List<String> fields) {
        for (String field : ENTRY) {
            filters.add(object("exists", Json.createObjectBuilder().add("field", field)));
        }
        return Json.createObjectBuilder()
                .add("size", most)
                .add("version", true)
                .add("track_total_hits", false)
                .add("query", object("bool", Json.createObjectBuilder().add("filter", filters)))
                .add("sort", Json.createArrayBuilder().add(IndexFields.SOURCE_PATH).add(IndexFields.SLOT))
                .add("_source", Json.createArrayBuilder(fields));
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

    /// Empty if somebody else put it there, or altered it so that it is none of ours any more.
    private static Optional<Content> content(JsonObject hit) {
        JsonObject source = hit.getJsonObject("_source");
        try {
            Map<String, List<String>> metadata = new HashMap<>();
            source.getJsonObject(IndexFields.METADATA).forEach((name, values) -> metadata.put(name, texts(values.asJsonArray())));
            return entry(hit).map(entry -> new Content(
                    entry.slot(),
                    entry.hash(),
                    entry.generation(),
                    source.getString(IndexFields.TEXT),
                    source.getString(IndexFields.TITLE),
                    texts(source.getJsonArray(IndexFields.HEADINGS)),
                    source.getString(IndexFields.CONTENT_TYPE),
                    metadata));
        } catch (NullPointerException | ClassCastException _) {
            return Optional.empty();
        }
    }

    private static List<String> texts(JsonArray values) {
        return values.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
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
