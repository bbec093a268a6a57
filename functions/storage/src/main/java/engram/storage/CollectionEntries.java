package engram.storage;

import engram.domain.ChunkIndex.Outcome;
import engram.domain.ChunkWrite.Upsert;
import engram.domain.DocumentId;
import engram.domain.EntryStore;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.opensearch.client.opensearch.core.bulk.BulkOperation;

/// Entries of a vector collection of OpenSearch Serverless, under ids that it gives; it shows what was written when it likes.
final class CollectionEntries implements EntryStore {

    /// OpenSearch's own bound (`index.max_result_window`).
    private static final int PAGE = 10_000;

    private final IndexConnection connection;
    private final BulkWriter additions;
    private final BulkWriter removals;
    private final IndexReader reader;

    CollectionEntries(IndexConnection connection, String alias, IndexBootstrap bootstrap) {
        this.connection = connection;
        this.additions = new BulkWriter(connection, alias, bootstrap, false);
        this.removals = new BulkWriter(connection, alias, bootstrap, true);
        this.reader = new IndexReader(connection, alias);
    }

    @Override
    public List<Outcome> add(DocumentId id, long generation, List<Upsert> entries, Instant notAfter) {
        return additions.write(
                BulkPart.of(entries.size(), at -> operation(id, generation, entries.get(at)), connection.json()),
                _ -> Map.of(),
                notAfter);
    }

    private static BulkOperation operation(DocumentId id, long generation, Upsert upsert) {
        return BulkOperation.of(bulk -> bulk.index(index -> index.document(
                new IndexEntry(id, upsert.slot(), upsert.chunk(), upsert.embedding(), OptionalLong.of(generation)))));
    }

    @Override
    public List<Outcome> remove(DocumentId id, List<String> entries, Instant notAfter) {
        return removals.write(
                BulkPart.of(
                        entries.size(),
                        at -> BulkOperation.of(bulk -> bulk.delete(delete -> delete.id(entries.get(at)))),
                        connection.json()),
                _ -> Map.of(),
                notAfter);
    }

    @Override
    public long shown(DocumentId id, long generation, Instant notAfter) {
        JsonObject body = of(id, OptionalLong.of(generation)).add("size", 0).add("track_total_hits", true).build();
        return reader.search(body, notAfter)
                .map(answer -> answer.getJsonObject("hits").getJsonObject("total").getJsonNumber("value").longValueExact())
                .orElse(0L);
    }

    @Override
    public List<Shown> shown(DocumentId id, Instant notAfter) {
        List<Shown> shown = new ArrayList<>();
        JsonObjectBuilder body = page(id);
        while (true) {
            List<JsonObject> hits = reader.hits(body.build(), notAfter);
            hits.stream().map(CollectionEntries::entry).flatMap(Optional::stream).forEach(shown::add);
            if (hits.size() < PAGE) {
                return shown;
            }
            JsonArray last = hits.getLast().getJsonArray("sort");
            body = page(id).add("search_after", last);
        }
    }

    private static JsonObjectBuilder page(DocumentId id) {
        return of(id, OptionalLong.empty())
                .add("size", PAGE)
                .add("track_total_hits", false)
                .add("sort", Json.createArrayBuilder().add(IndexFields.SLOT).add(IndexFields.GENERATION))
                .add("_source", Json.createArrayBuilder().add(IndexFields.SLOT).add(IndexFields.GENERATION));
    }

    private static JsonObjectBuilder of(DocumentId id, OptionalLong generation) {
        var filters = Json.createArrayBuilder()
                .add(term(Json.createObjectBuilder().add(IndexFields.DOCUMENT, id.key())));
        generation.ifPresent(value -> filters.add(term(Json.createObjectBuilder().add(IndexFields.GENERATION, value))));
        return Json.createObjectBuilder()
                .add("query", Json.createObjectBuilder()
                        .add("bool", Json.createObjectBuilder().add("filter", filters)));
    }

    private static JsonObjectBuilder term(JsonObjectBuilder fieldAndValue) {
        return Json.createObjectBuilder().add("term", fieldAndValue);
    }

    /// Empty if somebody else put it there, with fields of another kind.
    private static Optional<Shown> entry(JsonObject hit) {
        JsonObject fields = hit.getJsonObject("_source");
        return fields.get(IndexFields.SLOT) instanceof JsonNumber slot && slot.isIntegral()
                ? IndexKind.SERVERLESS.generation(Optional.empty(), fields)
                        .map(generation -> new Shown(hit.getString("_id"), slot.intValue(), generation))
                : Optional.empty();
    }
}
