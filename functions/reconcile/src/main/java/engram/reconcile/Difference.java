package engram.reconcile;

import engram.domain.DocumentId;

/// Something in which bucket, catalog and index differ, by kind.
public sealed interface Difference {

    DocumentId id();

    /// Whether it is in the index, so that a pass that trusts the catalog would not mend it.
    default boolean inIndex() {
        return switch (this) {
            case NotInCatalog _, ObjectGone _, CatalogBehind _ -> false;
            case ChunksMissing _, ChunksSurplus _, ChunksDiffer _, ChunksAhead _, ChunksOfNothing _ -> true;
        };
    }

    /// Its kind's name for people and programs, like `NOT_IN_CATALOG`.
    default String kind() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(java.util.Locale.ROOT);
    }

    /// There is an object, and the catalog knows no document of it, or a deleted one.
    record NotInCatalog(DocumentId id) implements Difference {}

    /// The catalog knows a document whose object is gone.
    record ObjectGone(DocumentId id) implements Difference {}

    /// The catalog speaks of an older state of the object: ETag, size or date are not the object's.
    record CatalogBehind(DocumentId id) implements Difference {}

    /// Slots are empty in which the catalog says a chunk to be.
    record ChunksMissing(DocumentId id, int chunks) implements Difference {}

    /// Slots hold chunks behind the document's last one.
    record ChunksSurplus(DocumentId id, int chunks) implements Difference {}

    /// Slots hold other chunks than the catalog says.
    record ChunksDiffer(DocumentId id, int chunks) implements Difference {}

    /// Slots hold the right chunks, but were written by a generation that the catalog does not know yet.
    record ChunksAhead(DocumentId id, int chunks) implements Difference {}

    /// The index holds chunks of a document of which there should be none: unknown, deleted, empty or failed.
    record ChunksOfNothing(DocumentId id, int chunks) implements Difference {}
}
