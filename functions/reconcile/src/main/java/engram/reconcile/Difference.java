package engram.reconcile;

import engram.domain.DocumentId;
import java.util.Locale;

/// Something in which bucket, catalog and index differ, or that is not as it should be by now, by kind.
public sealed interface Difference {

    DocumentId id();

    /// What mends it.
    enum Remedy {
        /// A pass over the document.
        HINT,
        /// A pass that trusts nothing the index holds of the document.
        DOUBT,
        /// An operator: a pass would change nothing.
        PEOPLE
    }

    default Remedy remedy() {
        return switch (this) {
            case NotInCatalog _, ObjectGone _, CatalogBehind _, VersionBehind _, LeaseDead _, FailedRetryable _ -> Remedy.HINT;
            case ChunksMissing _, ChunksSurplus _, ChunksDiffer _, ChunksAhead _, ChunksReplaced _, ChunksOfNothing _ -> Remedy.DOUBT;
            case ChunksTwice _, ChunksStray _, TombstoneOverdue _ -> Remedy.PEOPLE;
        };
    }

    /// Its kind's name for people and programs, like `NOT_IN_CATALOG`.
    default String kind() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    /// There is an object, and the catalog knows no document of it, or a deleted one.
    record NotInCatalog(DocumentId id) implements Difference {}

    /// The catalog knows a document whose object is gone.
    record ObjectGone(DocumentId id) implements Difference {}

    /// The catalog speaks of an older state of the object: ETag, size or date are not the object's.
    record CatalogBehind(DocumentId id) implements Difference {}

    /// The document was made by another pipeline or model than `ingest` has now.
    record VersionBehind(DocumentId id) implements Difference {}

    /// A hint is being worked on, or has to be worked on again, for so long that nobody does.
    record LeaseDead(DocumentId id) implements Difference {}

    /// The document is FAILED for a reason that may be gone, and was not tried again for long.
    record FailedRetryable(DocumentId id) implements Difference {}

    /// The catalog still knows of a deletion long after it should have been forgotten.
    record TombstoneOverdue(DocumentId id) implements Difference {}

    /// Slots are empty in which the catalog says a chunk to be.
    record ChunksMissing(DocumentId id, int chunks) implements Difference {}

    /// Slots hold chunks behind the document's last one.
    record ChunksSurplus(DocumentId id, int chunks) implements Difference {}

    /// Slots hold other chunks than the catalog says.
    record ChunksDiffer(DocumentId id, int chunks) implements Difference {}

    /// Slots hold the right chunks, but were written by a generation that the catalog does not know yet.
    record ChunksAhead(DocumentId id, int chunks) implements Difference {}

    /// Slots of an index that overwrites nothing still hold what was replaced.
    record ChunksReplaced(DocumentId id, int chunks) implements Difference {}

    /// Slots are there twice: the alias leads to more than one index.
    record ChunksTwice(DocumentId id, int chunks) implements Difference {}

    /// The index holds entries in slots that no document can have.
    record ChunksStray(DocumentId id, int chunks) implements Difference {}

    /// The index holds chunks of a document of which there should be none: unknown, deleted, empty or failed.
    record ChunksOfNothing(DocumentId id, int chunks) implements Difference {}
}
