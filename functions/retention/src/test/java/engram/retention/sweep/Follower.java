package engram.retention.sweep;

import engram.domain.BucketListing.Listed;
import engram.domain.Catalog;
import engram.domain.CatalogDocument;
import engram.domain.DocumentId;
import engram.domain.ModelVersion;
import engram.domain.PipelineVersion;
import engram.domain.Status;
import engram.domain.WorkspaceMapping;
import engram.domain.retention.SweptBucket;
import engram.domain.retention.Traces;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A catalog and an index that follow the bucket when they are told to.
final class Follower implements Catalog, Traces {

    private final SweptBucket bucket;
    private final Map<DocumentId, CatalogDocument> documents = new HashMap<>();

    Follower(SweptBucket bucket) {
        this.bucket = bucket;
    }

    void catchUp(Instant now) {
        documents.clear();
        for (Listed object : bucket.list("", Optional.empty(), Integer.MAX_VALUE)) {
            DocumentId id = WorkspaceMapping.DEFAULT.documentAt(object.path());
            documents.put(id, new CatalogDocument(
                    id, 1, Status.EMPTY, Optional.empty(), bucket.look(object.path()).map(seen -> seen.state()),
                    new PipelineVersion("1"), new ModelVersion("m-1"), "", List.of(), now, Optional.empty()));
        }
    }

    @Override
    public Map<DocumentId, CatalogDocument> find(Collection<DocumentId> ids) {
        Map<DocumentId, CatalogDocument> found = new HashMap<>(documents);
        found.keySet().retainAll(ids);
        return found;
    }

    @Override
    public Optional<DocumentView> view(DocumentId id) {
        return Optional.ofNullable(documents.get(id)).map(document -> new DocumentView(Optional.of(document), Optional.empty()));
    }

    @Override
    public Page list(Listing listing) {
        throw new UnsupportedOperationException("retention lists the bucket");
    }

    @Override
    public long chunks(DocumentId id) {
        return documents.containsKey(id) ? 1 : 0;
    }
}
