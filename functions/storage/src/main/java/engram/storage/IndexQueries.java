package engram.storage;

import engram.domain.Embedding;
import engram.domain.Filter;
import engram.domain.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch._types.query_dsl.TextQueryType;

/// What is asked of the index, in OpenSearch's words.
final class IndexQueries {

    /// Lucene ignores `ef_search`, so recall is bought with k: with 100 at most .05 % below an exact search.
    private static final int MIN_K = 100;

    /// How much the weaker of two fields counts, measured on six collections.
    private static final float TIE_BREAKER = 0.5f;

    private IndexQueries() {}

    /// The nearest chunks among those that the filter lets through, which it decides inside the graph search.
    static Query nearest(Workspace workspace, Embedding embedding, Filter filter, int k) {
        return Query.of(query -> query.knn(knn -> knn.field(IndexFields.EMBEDDING)
                .vector(boxed(embedding))
                .k(Math.max(k, MIN_K))
                .filter(Query.of(inner -> inner.bool(all -> all.filter(restrictions(workspace, filter)))))));
    }

    /// The chunks that hold some of the words.
    static Query holding(Workspace workspace, String words, Filter filter) {
        return Query.of(query ->
                query.bool(both -> both.must(matching(words)).filter(restrictions(workspace, filter))));
    }

    static Query matching(String words) {
        return Query.of(query -> query.multiMatch(match -> match.query(Words.bounded(words))
                .fields(IndexFields.TITLE, IndexFields.HEADINGS, IndexFields.TEXT)
                .type(TextQueryType.BestFields)
                .tieBreaker(TIE_BREAKER)));
    }

    private static List<Query> restrictions(Workspace workspace, Filter filter) {
        List<Query> restrictions = new ArrayList<>();
        restrictions.add(term(IndexFields.WORKSPACE, workspace.name()));
        restrictions.add(query(filter));
        return restrictions;
    }

    private static Query query(Filter filter) {
        return switch (filter) {
            case Filter.And(List<Filter> parts) when parts.isEmpty() -> Query.of(query -> query.matchAll(all -> all));
            case Filter.And(List<Filter> parts) ->
                Query.of(query -> query.bool(
                        all -> all.filter(parts.stream().map(IndexQueries::query).toList())));
            case Filter.SourcePathPrefix(String prefix) ->
                Query.of(query -> query.prefix(start -> start.field(IndexFields.SOURCE_PATH).value(prefix)));
            case Filter.ContentType(String mediaType) -> term(IndexFields.CONTENT_TYPE, mediaType);
        };
    }

    private static Query term(String field, String value) {
        return Query.of(query -> query.term(term -> term.field(field).value(FieldValue.of(value))));
    }

    private static List<Float> boxed(Embedding embedding) {
        float[] values = embedding.values();
        List<Float> boxed = new ArrayList<>(values.length);
        for (float value : values) {
            boxed.add(value);
        }
        return boxed;
    }
}
