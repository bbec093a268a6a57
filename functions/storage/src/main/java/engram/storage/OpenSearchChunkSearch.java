package engram.storage;

import engram.domain.ChunkSearch;
import engram.domain.IndexMissing;
import engram.domain.TransientFailure;
import engram.storage.IndexConnection.Answer;
import engram.storage.IndexConnection.Ask;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.MsearchResponse;
import org.opensearch.client.opensearch.core.msearch.MultiSearchResponseItem;
import org.opensearch.client.opensearch.core.msearch.RequestItem;
import org.opensearch.client.opensearch.core.search.BuiltinHighlighterType;
import org.opensearch.client.opensearch.core.search.Highlight;

/// Searches OpenSearch, both arms in one multiple search. An index that is not there yet holds nothing.
final class OpenSearchChunkSearch implements ChunkSearch {

    private final IndexConnection connection;
    private final String alias;
    private final IndexKind kind;

    OpenSearchChunkSearch(IndexConnection connection, String alias, IndexKind kind) {
        this.connection = connection;
        this.alias = alias;
        this.kind = kind;
    }

    @Override
    public Candidates search(Probe probe) {
        if (probe.k() < 1) {
            throw new IllegalArgumentException("a search asks for at least 1 candidate, got " + probe.k());
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        probe.embedding().ifPresent(embedding -> add(
                lines, probe, IndexQueries.nearest(probe.workspace(), embedding, probe.filter(), probe.k())));
        probe.words().ifPresent(words ->
                add(lines, probe, IndexQueries.holding(probe.workspace(), words, probe.filter())));
        if (lines.size() == 0) {
            return new Candidates(List.of(), List.of());
        }
        Iterator<MultiSearchResponseItem<IndexedChunk>> arms = ask(lines.toByteArray()).iterator();
        return new Candidates(
                probe.embedding().isPresent() ? candidates(arms.next(), probe, kind::closeness) : List.of(),
                probe.words().isPresent() ? candidates(arms.next(), probe, score -> score) : List.of());
    }

    private void add(ByteArrayOutputStream lines, Probe probe, Query query) {
        RequestItem arm = RequestItem.of(search -> search.header(header -> header)
                .body(body -> {
                    body.query(query)
                            .size(probe.k())
                            .version(kind == IndexKind.DOMAIN ? true : null)
                            .trackTotalHits(total -> total.enabled(false))
                            .source(source -> source.filter(fields -> fields.includes(kind.fields(IndexedChunk.FIELDS))));
                    probe.words().map(OpenSearchChunkSearch::highlight).ifPresent(body::highlight);
                    return body;
                }));
        BulkPart.write(arm, connection.json(), lines);
    }

    private static Highlight highlight(String words) {
        return Highlight.of(marks -> marks.type(type -> type.builtin(BuiltinHighlighterType.Unified))
                .preTags(Highlights.BEGIN)
                .postTags(Highlights.END)
                // The whole text: the passages are cut here.
                .numberOfFragments(0)
                .highlightQuery(IndexQueries.matching(words))
                .fields(IndexFields.TEXT, field -> field));
    }

    private List<MultiSearchResponseItem<IndexedChunk>> ask(byte[] lines) {
        Answer answer = connection.ask(
                Ask.lines("/" + alias + "/_msearch", Map.of(), lines), connection.searchDeadline());
        if (answer.status() != 200) {
            throw IndexError.failure(connection, answer);
        }
        return connection
                .read(answer, MsearchResponse.createMsearchResponseDeserializer(IndexedChunk.READER))
                .responses();
    }

    private TransientFailure failure(MultiSearchResponseItem<IndexedChunk> arm) {
        if (arm.failure().error().type().equals(IndexError.INDEX_MISSING)) {
            return new IndexMissing("%s: there is no index or alias %s".formatted(connection.name(), alias));
        }
        return new TransientFailure("%s answered %d %s to a search".formatted(
                connection.name(), arm.failure().status(), IndexError.of(arm.failure().error())));
    }

    private List<Candidate> candidates(MultiSearchResponseItem<IndexedChunk> arm, Probe probe, DoubleUnaryOperator score) {
        if (arm.isFailure()) {
            throw failure(arm);
        }
        if (arm.result().timedOut() || arm.result().shards().failed() > 0) {
            throw new TransientFailure(connection.name() + " searched a part of the index only");
        }
        return kind.newest(arm.result().hits().hits().stream()
                .map(hit -> IndexedChunk.candidate(hit, probe.workspace(), kind, score))
                .flatMap(Optional::stream)
                .toList());
    }
}
