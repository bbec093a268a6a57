package engram.reconcile;

import engram.domain.BucketListing.Listed;
import engram.domain.CatalogDocument;
import engram.domain.DocumentId;
import engram.domain.IndexScan.Entry;
import engram.domain.ObjectState;
import engram.domain.Status;
import java.util.List;
import java.util.Optional;

/// What bucket, catalog and index hold of one document.
///
/// @param entries in the order of their slots
record Sighting(DocumentId id, Optional<Listed> object, Optional<CatalogDocument> document, List<Entry> entries) {

    Sighting {
        entries = List.copyOf(entries);
    }

    /// Whether its object may have become what it is this very moment, and no store says when: nothing is dated that is gone, and
    /// what comes back when something newer is deleted has its date of old.
    boolean isUndated() {
        Optional<CatalogDocument> living = document.filter(known -> known.status() != Status.DELETED);
        if (object.isEmpty()) {
            return living.isPresent();
        }
        return document.filter(known -> !living.flatMap(CatalogDocument::object).filter(object.get()::isOf).isPresent())
                .map(known -> known.object().map(ObjectState::lastModified).orElse(known.indexedAt()))
                .filter(object.get().lastModified()::isBefore)
                .isPresent();
    }
}
