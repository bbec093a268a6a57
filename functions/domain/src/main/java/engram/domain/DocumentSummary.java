package engram.domain;

import java.time.Instant;
import java.util.Optional;

/// A document as a list shows it: the catalog's entry without hashes and offsets.
///
/// @param rejection present exactly when the status is FAILED
/// @param object absent exactly when the status is DELETED; its metadata may be left out
/// @param chunks how many there are in the index
public record DocumentSummary(
        DocumentId id,
        long generation,
        Status status,
        Optional<Rejection> rejection,
        Optional<ObjectState> object,
        PipelineVersion pipelineVersion,
        ModelVersion modelVersion,
        String title,
        int chunks,
        Instant indexedAt) {

    public static DocumentSummary of(CatalogDocument document) {
        return new DocumentSummary(
                document.id(),
                document.generation(),
                document.status(),
                document.rejection(),
                document.object(),
                document.pipelineVersion(),
                document.modelVersion(),
                document.title(),
                document.chunks().size(),
                document.indexedAt());
    }
}
