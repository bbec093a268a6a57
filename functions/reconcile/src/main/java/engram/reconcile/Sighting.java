package engram.reconcile;

import engram.domain.BucketListing.Listed;
import engram.domain.CatalogDocument;
import engram.domain.DocumentId;
import engram.domain.IndexScan.Entry;
import java.util.List;
import java.util.Optional;

/// What bucket, catalog and index hold of one document.
///
/// @param entries in the order of their slots
record Sighting(DocumentId id, Optional<Listed> object, Optional<CatalogDocument> document, List<Entry> entries) {

    Sighting {
        entries = List.copyOf(entries);
    }
}
