package engram.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The catalog as its readers see it.
public interface Catalog {

    /// What the catalog knows of these documents now (consistent reads); nothing for one it does not know.
    ///
    /// @throws TransientFailure if the store does not answer
    Map<DocumentId, CatalogDocument> find(Collection<DocumentId> ids);

    /// The document and whether a pass over it is under way; empty if the catalog knows neither.
    ///
    /// @throws TransientFailure if the store does not answer
    Optional<DocumentView> view(DocumentId id);

    /// A page of a workspace's documents in the order of their source paths, tombstones included if asked for.
    /// A page may hold fewer than `limit` and still have a next one. It may lag a second behind.
    ///
    /// @throws IllegalArgumentException if the cursor is not one that an earlier page gave
    /// @throws TransientFailure if the store does not answer
    Page list(Listing listing);

    /// @param document absent while the first pass is under way
    /// @param unsettledSince since when a hint is being worked on, or has to be worked on again; absent if there is none
    /// @param heldUntil how long whoever works on it may take, who may be dead; absent if nobody does
    record DocumentView(Optional<CatalogDocument> document, Optional<Instant> unsettledSince, Optional<Instant> heldUntil) {
        /// Of a document that nobody holds.
        public DocumentView(Optional<CatalogDocument> document, Optional<Instant> unsettledSince) {
            this(document, unsettledSince, Optional.empty());
        }

        public boolean isHeldAt(Instant now) {
            return heldUntil.filter(now::isBefore).isPresent();
        }

        public boolean unsettled() {
            return unsettledSince.isPresent();
        }
    }

    /// @param prefix of the source paths, empty for all
    /// @param status only documents with it; absent: all but DELETED
    /// @param limit of a page, at least 1
    /// @param cursor where an earlier page ended; absent: from the start
    record Listing(
            Workspace workspace, String prefix, Optional<Status> status, int limit, Optional<String> cursor) {}

    /// @param next cursor of the next page, absent on the last one
    record Page(List<DocumentSummary> documents, Optional<String> next) {
        public Page {
            documents = List.copyOf(documents);
        }
    }
}
