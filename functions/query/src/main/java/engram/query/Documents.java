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
final class Documents {

    private final Catalog catalog;
    private final Bucket bucket;

    Documents(Catalog catalog, Bucket bucket) {
        this.catalog = catalog;
        this.bucket = bucket;
    }

    /// @param document absent before the first pass has ended
    /// @param unsettled whether a pass is under way or has to be made again
    /// @param object what is in the bucket now
    record State(Optional<CatalogDocument> document, boolean unsettled, Optional<ObjectState> object) {

        /// Whether what the last pass read is what is in the bucket now.
        boolean upToDate() {
            return document.isPresent()
                    && (object.isPresent()
                            ? document.get().object().filter(read -> read.sameContentAs(object.get())).isPresent()
                            : document.get().status() == Status.DELETED);
        }

        private boolean isNothing() {
            return object.isEmpty() && document.isEmpty() && !unsettled;
        }

        private boolean isDeleted() {
            return object.isEmpty()
                    && document.map(known -> known.status() == Status.DELETED).orElse(true);
        }
    }

    /// @throws Refusal INVALID_INPUT if the cursor is none
    Page list(Listing listing) {
        try {
            return catalog.list(listing);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("cursor", "is not one that an earlier page of this list gave");
        }
    }

    /// @throws Refusal NOT_FOUND if neither bucket nor catalog know of it
    State find(DocumentId id) {
        State state = state(id);
        if (state.isNothing()) {
            throw notFound();
        }
        return state;
    }

    /// Deletes the object; the document follows.
    ///
    /// @throws Refusal NOT_FOUND if there is neither object nor document
    void delete(DocumentId id) {
        if (state(id).isDeleted()) {
            throw notFound();
        }
        bucket.delete(id.sourcePath());
    }

    private State state(DocumentId id) {
        Optional<DocumentView> view = catalog.view(id);
        return new State(
                view.flatMap(DocumentView::document),
                view.map(DocumentView::unsettled).orElse(false),
                bucket.find(id.sourcePath()));
    }

    private static Refusal notFound() {
        return Refusal.of(Code.NOT_FOUND, "there is neither an object nor a document with this source path");
    }
}
