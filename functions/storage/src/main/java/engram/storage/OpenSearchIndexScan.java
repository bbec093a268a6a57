package engram.storage;

import engram.domain.ChunkHash;
import engram.domain.DocumentId;
import engram.domain.IndexContent;
import engram.domain.IndexScan;
import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.domain.Workspace;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// OpenSearch read from end to end, a page at a time, each beginning where the one before ended (`search_after`). Keywords
/// sort by the bytes of UTF-8, and Lucene skips what sorts before, so that a page costs a page.
final class OpenSearchIndexScan implements IndexScan, IndexContent {

    /// OpenSearch's own bound (`index.max_result_window`).
    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_WORKSPACES = 10_000;
    /// Of whole chunks: a page is some megabytes at most.
    private static final int MOST_CONTENTS = 500;
    private static final List<String> ENTRY = List.of(IndexFields.SOURCE_PATH, IndexFields.SLOT, IndexFields.HASH);
    private static final List<String> CONTENT = List.of(IndexFields.SOURCE_PATH, IndexFields.SLOT, IndexFields.HASH, IndexFields.TEXT,
            IndexFields.TITLE, IndexFields.HEADINGS, IndexFields.CONTENT_TYPE, IndexFields.METADATA);

    private final IndexConnection connection;
    private final IndexReader reader;
    private final IndexKind kind;
    private final Duration shownWithin;

    /// @param shownWithin how long a collection may take to show what was written
    OpenSearchIndexScan(IndexConnection connection, String alias, IndexKind kind, Duration shownWithin) {
        this.shownWithin = shownWithin;
        this.connection = connection;
        this.reader = new IndexReader(connection, alias);
        this.kind = kind;
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
        Optional<JsonArray> from = after.map(this::place);
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
    public Duration shownWithin() {
        return overwrites() ? Duration.ZERO : shownWithin;
    }

    @Override
    public boolean overwrites() {
        return kind == IndexKind.DOMAIN;
    }

    @Override
    public List<Entry> of(DocumentId id) {
        return all(id, MOST_ENTRIES, ENTRY, this::entry);
    }

    @Override
    public List<Content> contents(DocumentId id) {
        List<Content> contents = all(id, MOST_CONTENTS, CONTENT, this::content);
        if (overwrites()) {
            return contents;
        }
        Map<Integer, Content> newest = new LinkedHashMap<>();
        contents.forEach(content -> newest.put(content.slot(), content));
        return List.copyOf(newest.values());
    }

    private <T> List<T> all(DocumentId id, int atOnce, List<String> fields, Function<JsonObject, Optional<T>> read) {
        List<T> all = new ArrayList<>();
        Optional<JsonArray> from = Optional.empty();
        while (true) {
            JsonObjectBuilder body = page(document(id), atOnce, fields);
            from.ifPresent(values -> body.add("search_after", values));
            List<JsonObject> hits = hits(body.build());
            hits.stream().map(read).flatMap(Optional::stream).forEach(all::add);
            if (hits.size() < atOnce) {
                return all;
            }
            from = Optional.of(hits.getLast().getJsonArray("sort"));
        }
    }

    /// What an entry is sorted by.
    private JsonArray place(Entry entry) {
        JsonArrayBuilder place = Json.createArrayBuilder().add(entry.path().key()).add(entry.slot());
        return (kind == IndexKind.SERVERLESS ? place.add(entry.generation()) : place).build();
    }

    private static JsonArrayBuilder document(DocumentId id) {
        return Json.createArrayBuilder()
                .add(is(IndexFields.WORKSPACE, id.workspace().name()))
                .add(is(IndexFields.SOURCE_PATH, id.sourcePath().key()));
    }

    private JsonObjectBuilder page(JsonArrayBuilder filters, int most, List<String> fields) {
        for (String field : kind.fields(ENTRY)) {
            filters.add(object("exists", Json.createObjectBuilder().add("field", field)));
        }
        JsonArrayBuilder order = Json.createArrayBuilder().add(IndexFields.SOURCE_PATH).add(IndexFields.SLOT);
        return Json.createObjectBuilder()
                .add("size", most)
                .add("version", kind == IndexKind.DOMAIN)
                .add("track_total_hits", false)
                .add("query", object("bool", Json.createObjectBuilder().add("filter", filters)))
                .add("sort", kind == IndexKind.SERVERLESS ? order.add(IndexFields.GENERATION) : order)
                .add("_source", Json.createArrayBuilder(kind.fields(fields)));
    }

    private static JsonObjectBuilder is(String field, String value) {
        return object("term", Json.createObjectBuilder().add(field, value));
    }

    private static JsonObjectBuilder object(String name, JsonObjectBuilder value) {
        return Json.createObjectBuilder().add(name, value);
    }

    private List<JsonObject> hits(JsonObject body) {
        List<JsonObject> hits = reader.hits(body, connection.searchDeadline());
        if (!overwrites()) {
            requireOneIndex(hits);
        }
        return hits;
    }

    /// What is there twice in a collection was replaced, and would be written anew for ever if it were of two indexes.
    private void requireOneIndex(List<JsonObject> hits) {
        List<String> indexes = hits.stream().map(hit -> hit.getString("_index")).distinct().toList();
        if (indexes.size() > 1) {
            throw new TransientFailure("%s: the alias leads to several indexes, %s: take it from all but the one that the functions' model needs"
                    .formatted(connection.name(), indexes));
        }
    }

    private List<Entry> entries(List<JsonObject> hits) {
        return hits.stream().map(this::entry).flatMap(Optional::stream).toList();
    }

    /// Empty if somebody else put it there, with fields of another kind.
    private Optional<Entry> entry(JsonObject hit) {
        JsonObject source = hit.getJsonObject("_source");
        try {
            return kind.generation(Optional.ofNullable(hit.getJsonNumber("_version")).map(JsonNumber::longValueExact), source)
                    .map(generation -> new Entry(
                            new SourcePath(source.getString(IndexFields.SOURCE_PATH)),
                            source.getInt(IndexFields.SLOT),
                            ChunkHash.parse(source.getString(IndexFields.HASH)),
                            generation));
        } catch (IllegalArgumentException | ClassCastException _) {
            return Optional.empty();
        }
    }

    /// Empty if somebody else put it there, or altered it so that it is none of ours any more.
    private Optional<Content> content(JsonObject hit) {
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

    private Optional<JsonObject> search(JsonObject body) {
        return reader.search(body, connection.searchDeadline());
    }
}
