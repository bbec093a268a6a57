package engram.ingest;

import engram.domain.Chunk;
import engram.domain.ObjectState;
import engram.domain.Rejection;
import engram.domain.Status;
import java.util.List;
import java.util.Optional;

/// What index and catalog have to say of a document in the end.
///
/// @param title empty if the document has none
/// @param chunks none unless the status is INDEXED
record Target(
        Status status, Optional<Rejection> rejection, Optional<ObjectState> object, String title, List<Chunk> chunks) {

    static Target gone() {
        return new Target(Status.DELETED, Optional.empty(), Optional.empty(), "", List.of());
    }

    static Target rejected(ObjectState object, Rejection why) {
        return new Target(Status.FAILED, Optional.of(why), Optional.of(object), "", List.of());
    }

    static Target of(ObjectState object, String title, List<Chunk> chunks) {
        return new Target(
                chunks.isEmpty() ? Status.EMPTY : Status.INDEXED, Optional.empty(), Optional.of(object), title, chunks);
    }
}
