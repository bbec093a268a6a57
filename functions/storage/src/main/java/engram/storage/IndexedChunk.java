package engram.storage;

import engram.domain.ChunkHash;
import engram.domain.ChunkSearch.Candidate;
import engram.domain.DocumentId;
import engram.domain.SourcePath;
import engram.domain.Workspace;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.stream.JsonParser.Event;
import java.util.AbstractList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.json.JsonpDeserializer;
import org.opensearch.client.opensearch.core.search.Hit;

/// A chunk on its way out of the index.
record IndexedChunk(JsonObject fields) {

    /// All that a candidate needs: the vector is by far the largest field and stays behind.
    static final List<String> FIELDS = List.of(
            IndexFields.SOURCE_PATH,
            IndexFields.SLOT,
            IndexFields.HASH,
            IndexFields.TITLE,
            IndexFields.HEADINGS,
            IndexFields.TEXT,
            IndexFields.CONTENT_TYPE);

    static final JsonpDeserializer<IndexedChunk> READER = JsonpDeserializer.of(
            EnumSet.of(Event.START_OBJECT),
            (parser, mapper) -> new IndexedChunk(
                    JsonData.from(parser, mapper).toJson().asJsonObject()));

    /// The candidate; empty if the entry is none that Engram wrote (a field is missing or of another form, or its
    /// identity is another's), which is nobody's answer.
    ///
    /// @param score from what the index scores by
    static Optional<Candidate> candidate(Hit<IndexedChunk> hit, Workspace workspace, IndexKind kind, DoubleUnaryOperator score) {
        if (hit.source() == null || hit.score() == null) {
            return Optional.empty();
        }
        JsonObject fields = hit.source().fields();
        try {
            return kind.generation(Optional.ofNullable(hit.version()), fields)
                    .map(generation -> hit.source().candidate(
                            workspace, generation, score.applyAsDouble(hit.score()), highlights(hit.highlight())))
                    .filter(candidate -> kind.isOf(candidate.document(), candidate.slot(), hit.id(), fields));
        } catch (RuntimeException malformed) {
            return Optional.empty();
        }
    }

    private Candidate candidate(Workspace workspace, long generation, double score, List<String> highlights) {
        return new Candidate(
                new DocumentId(workspace, new SourcePath(fields.getString(IndexFields.SOURCE_PATH))),
                fields.getInt(IndexFields.SLOT),
                ChunkHash.parse(fields.getString(IndexFields.HASH)),
                generation,
                score,
                fields.getString(IndexFields.TITLE),
                fields.getJsonArray(IndexFields.HEADINGS).getValuesAs(JsonString::getString),
                fields.getString(IndexFields.TEXT),
                fields.getString(IndexFields.CONTENT_TYPE),
                highlights);
    }

    private static List<String> highlights(Map<String, List<String>> highlights) {
        List<String> marked = highlights.getOrDefault(IndexFields.TEXT, List.of());
        return marked.isEmpty() ? List.of() : new Passages(marked);
    }

    /// Cut when somebody looks: few of the candidates become hits.
    private static final class Passages extends AbstractList<String> {

        private final List<String> marked;
        private List<String> cut;

        Passages(List<String> marked) {
            this.marked = marked;
        }

        private synchronized List<String> cut() {
            if (cut == null) {
                cut = marked.stream().map(Highlights::passages).flatMap(List::stream).toList();
            }
            return cut;
        }

        @Override
        public String get(int index) {
            return cut().get(index);
        }

        @Override
        public int size() {
            return cut().size();
        }
    }
}
