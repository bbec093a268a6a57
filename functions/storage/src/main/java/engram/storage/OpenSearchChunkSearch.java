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

    /// Of what is wanted, where entries that others stand for take the places of others.
    private static final int MOST_TIMES = 8;

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
        if (probe.embedding().isEmpty() && probe.words().isEmpty()) {
            return new Candidates(List.of(), List.of());
        }
        for (int asked = probe.k(); ; asked *= 2) {
            Arms arms = ask(probe, asked);
            if (asked >= MOST_TIMES * probe.k() || arms.suffice(probe.k(), asked)) {
                return arms.candidates(probe.k());
            }
        }
    }

    private record Arms(Arm semantic, Arm lexical) {

        /// Whether there are as many candidates as are wanted, or no more to be had.
        boolean suffice(int wanted, int asked) {
            return semantic.suffices(wanted, asked) && lexical.suffices(wanted, asked);
        }

        Candidates candidates(int wanted) {
            return new Candidates(semantic.first(wanted), lexical.first(wanted));
        }
    }

    /// @param hits how many entries it found
    /// @param candidates those of them that stand for themselves
    private record Arm(int hits, List<Candidate> candidates) {
        static final Arm NOT_ASKED = new Arm(0, List.of());

        boolean suffices(int wanted, int asked) {
            return hits < asked || candidates.size() >= Math.min(wanted, hits);
        }

        List<Candidate> first(int wanted) {
            return candidates.subList(0, Math.min(wanted, candidates.size()));
        }
    }

    private Arms ask(Probe probe, int asked) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        probe.embedding().ifPresent(embedding -> add(
                lines, probe, asked, IndexQueries.nearest(probe.workspace(), embedding, probe.filter(), asked)));
        probe.words().ifPresent(words ->
                add(lines, probe, asked, IndexQueries.holding(probe.workspace(), words, probe.filter())));
        Iterator<MultiSearchResponseItem<IndexedChunk>> arms = ask(lines.toByteArray()).iterator();
        return new Arms(
                probe.embedding().isPresent() ? arm(arms.next(), probe, kind::closeness) : Arm.NOT_ASKED,
                probe.words().isPresent() ? arm(arms.next(), probe, score -> score) : Arm.NOT_ASKED);
    }

    private void add(ByteArrayOutputStream lines, Probe probe, int asked, Query query) {
        RequestItem arm = RequestItem.of(search -> search.header(header -> header)
                .body(body -> {
                    body.query(query)
                            .size(asked)
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

    private Arm arm(MultiSearchResponseItem<IndexedChunk> arm, Probe probe, DoubleUnaryOperator score) {
        if (arm.isFailure()) {
            throw failure(arm);
        }
        if (arm.result().timedOut() || arm.result().shards().failed() > 0) {
            throw new TransientFailure(connection.name() + " searched a part of the index only");
        }
        List<Candidate> all = arm.result().hits().hits().stream()
                .map(hit -> IndexedChunk.candidate(hit, probe.workspace(), kind, score))
                .flatMap(Optional::stream)
                .toList();
        return new Arm(all.size(), kind.newest(all));
    }
}
