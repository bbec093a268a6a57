package engram.storage;

import static engram.storage.CatalogNames.DOCUMENT;
import static engram.storage.CatalogNames.DOCUMENTS_INDEX;
import static engram.storage.CatalogNames.DOCUMENT_KIND;
import static engram.storage.CatalogNames.KIND;
import static engram.storage.CatalogNames.LEASE_KIND;
import static engram.storage.CatalogNames.SOURCE_PATH;
import static engram.storage.CatalogNames.STATUS;
import static engram.storage.CatalogNames.WORKSPACE;

import engram.domain.Backoff;
import engram.domain.Catalog;
import engram.domain.CatalogDocument;
import engram.domain.DocumentId;
import engram.domain.DocumentSummary;
import engram.domain.SourcePath;
import engram.domain.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// The catalog table as readers see it.
final class DynamoCatalog implements Catalog {

    /// How many requests one page may cost where most of what they look at is filtered out.
    private static final int MAX_REQUESTS_A_PAGE = 4;

    private final CatalogTable table;
    private final Batches batches;

    DynamoCatalog(CatalogTable table, Backoff backoff) {
        this.table = table;
        this.batches = new Batches(table.client(), table.name(), table.dependency(), backoff);
    }

    @Override
    public Map<DocumentId, CatalogDocument> find(Collection<DocumentId> ids) {
        Map<DocumentId, CatalogDocument> found = new HashMap<>();
        List<Map<String, AttributeValue>> keys =
                ids.stream().distinct().map(DocumentRow::key).toList();
        batches.read(keys, true, row -> {
            CatalogDocument document = DocumentRow.of(row).document();
            found.put(document.id(), document);
        });
        return found;
    }

    @Override
    public Optional<DocumentView> view(DocumentId id) {
        QueryRequest query = QueryRequest.builder()
                .tableName(table.name())
                .keyConditionExpression("#document = :document")
                .expressionAttributeNames(CatalogNames.named(DOCUMENT))
                .expressionAttributeValues(Map.of(":document", Attributes.of(LeaseRow.partition(id))))
                .consistentRead(true)
                .build();
        Optional<CatalogDocument> document = Optional.empty();
        Optional<Instant> unsettled = Optional.empty();
        Optional<Instant> held = Optional.empty();
        for (Map<String, AttributeValue> row : ask(query).items()) {
            if (row.get(KIND).s().equals(DOCUMENT_KIND)) {
                document = Optional.of(DocumentRow.of(row).document());
            } else if (row.get(KIND).s().equals(LEASE_KIND)) {
                unsettled = LeaseRow.of(row).unsettledSince();
                held = LeaseRow.of(row).heldUntil();
            }
        }
        return document.isPresent() || unsettled.isPresent()
                ? Optional.of(new DocumentView(document, unsettled, held))
                : Optional.empty();
    }

    @Override
    public Page list(Listing listing) {
        if (listing.limit() < 1) {
            throw new IllegalArgumentException("a page has a limit of at least 1, got " + listing.limit());
        }
        List<DocumentSummary> documents = new ArrayList<>();
        Map<String, AttributeValue> from = listing.cursor()
                .map(cursor -> Cursor.parse(listing.workspace(), listing.prefix(), cursor))
                .map(last -> startAfter(listing, last))
                .orElse(Map.of());
        for (int requests = 0; requests < MAX_REQUESTS_A_PAGE; requests++) {
            QueryResponse answer = ask(query(listing, listing.limit() - documents.size(), from));
            answer.items().forEach(row -> documents.add(DocumentRow.of(row).summary()));
            from = answer.lastEvaluatedKey();
            if (from.isEmpty()) {
                return new Page(documents, Optional.empty());
            }
            if (documents.size() == listing.limit()) {
                break;
            }
        }
        SourcePath last = new SourcePath(from.get(SOURCE_PATH).s());
        return new Page(documents, Optional.of(Cursor.of(listing.workspace(), listing.prefix(), last)));
    }

    private static QueryRequest query(Listing listing, int limit, Map<String, AttributeValue> from) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":workspace", Attributes.of(listing.workspace().name()));
        values.put(":status", Attributes.of(listing.status().orElse(Status.DELETED).name()));
        boolean narrowed = !listing.prefix().isEmpty();
        if (narrowed) {
            values.put(":prefix", Attributes.of(listing.prefix()));
        }
        return QueryRequest.builder()
                .indexName(DOCUMENTS_INDEX)
                .keyConditionExpression(
                        "#workspace = :workspace" + (narrowed ? " AND begins_with(#sourcePath, :prefix)" : ""))
                .filterExpression(listing.status().isPresent() ? "#status = :status" : "#status <> :status")
                .expressionAttributeNames(
                        narrowed
                                ? CatalogNames.named(WORKSPACE, STATUS, SOURCE_PATH)
                                : CatalogNames.named(WORKSPACE, STATUS))
                .expressionAttributeValues(values)
                .exclusiveStartKey(from.isEmpty() ? null : from)
                .limit(limit)
                .build();
    }

    private static Map<String, AttributeValue> startAfter(Listing listing, SourcePath last) {
        Map<String, AttributeValue> key = new HashMap<>(DocumentRow.key(new DocumentId(listing.workspace(), last)));
        key.put(WORKSPACE, Attributes.of(listing.workspace().name()));
        key.put(SOURCE_PATH, Attributes.of(last.key()));
        return key;
    }

    private QueryResponse ask(QueryRequest query) {
        return table.dependency().ask(() -> table.client().query(query.toBuilder().tableName(table.name()).build()));
    }
}
