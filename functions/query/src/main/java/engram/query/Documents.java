package engram.query;

import engram.domain.Bucket;
import engram.domain.Catalog;
import engram.domain.Catalog.DocumentView;
import engram.domain.Catalog.Listing;
import engram.domain.Catalog.Page;
import engram.domain.CatalogDocument;
import engram.domain.DocumentId;
import engram.domain.ObjectState;
import engram.domain.Status;
import java.util.Optional;

/// A workspace's documents: what is known of them, and their deletion, which is that of their objects. The index is
/// never touched here; `ingest` follows the bucket.
public final class Documents {

    private final Catalog catalog;
    private final Bucket bucket;

    public Documents(Catalog catalog, Bucket bucket) {
        this.catalog = catalog;
        this.bucket = bucket;
    }

    /// @param document absent before the first pass has ended
    /// @param unsettled whether a pass is under way or has to be made again
    /// @param object what is in the bucket now
    public record State(Optional<CatalogDocument> document, boolean unsettled, Optional<ObjectState> object) {

        /// Whether what the last pass read is what is in the bucket now.
        public boolean upToDate() {
            return document.isPresent()
                    && (object.isPresent()
                            ? document.get().object().filter(read -> read.sameContentAs(object.get())).isPresent()
                            : document.get().status() == Status.DELETED);
        }

        private boolean isKnown() {
            return object.isPresent() || document.isPresent() || unsettled;
        }

        private boolean isThere() {
            return object.isPresent()
                    || document.filter(known -> known.status() != Status.DELETED).isPresent();
        }
    }

    /// A page of documents, see [Catalog#list].
    public Page list(Listing listing) {
        return catalog.list(listing);
    }

    /// Empty if neither bucket nor catalog know of it. A deleted document is known for a while.
    public Optional<State> find(DocumentId id) {
        return Optional.of(state(id)).filter(State::isKnown);
    }

    /// Deletes the object; the document follows.
    ///
    /// @return false if there was neither an object nor a document
    public boolean delete(DocumentId id) {
        boolean there = state(id).isThere();
        if (there) {
            bucket.delete(id.sourcePath());
        }
        return there;
    }

    private State state(DocumentId id) {
        Optional<DocumentView> view = catalog.view(id);
        return new State(
                view.flatMap(DocumentView::document),
                view.map(DocumentView::unsettled).orElse(false),
                bucket.find(id.sourcePath()));
    }
}
