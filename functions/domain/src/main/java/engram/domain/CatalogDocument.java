package engram.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the catalog knows of a document: the outcome of the last pass over it.
///
/// @param generation of the pass that wrote this
/// @param rejection present exactly when the status is FAILED
/// @param object what was read; absent exactly when the status is DELETED
/// @param title empty if the document has none
/// @param chunks the chunks in the index, by slot (see [Slots]); none unless the status is INDEXED
/// @param indexedAt when the pass ended
/// @param expiresAt when a DELETED document may be forgotten; absent otherwise
public record CatalogDocument(
        DocumentId id,
        long generation,
        Status status,
        Optional<Rejection> rejection,
        Optional<ObjectState> object,
        PipelineVersion pipelineVersion,
        ModelVersion modelVersion,
        String title,
        List<ChunkEntry> chunks,
        Instant indexedAt,
        Optional<Instant> expiresAt) {

    /// What the catalog keeps of a chunk.
    ///
    /// @param start first character in the extracted text, in UTF-16 code units
    /// @param end the character behind the last one
    public record ChunkEntry(ChunkHash hash, int start, int end) {}

    public CatalogDocument {
        require(rejection.isPresent() == (status == Status.FAILED), status, "a rejection");
        require(object.isEmpty() == (status == Status.DELETED), status, "an object");
        require(chunks.isEmpty() == (status != Status.INDEXED), status, "chunks");
        require(expiresAt.isPresent() == (status == Status.DELETED), status, "an expiry");
        chunks = List.copyOf(chunks);
    }

    /// Whether a hit is an answer: its chunk is the document's in that slot, or a pass newer than this entry wrote
    /// it, which is updating the document right now. What is not INDEXED has no hits: a new document appears whole.
    public boolean vouchesFor(int slot, ChunkHash hash, long writtenBy) {
        return status == Status.INDEXED
                && (writtenBy > generation
                        || chunk(slot).filter(entry -> entry.hash().equals(hash)).isPresent());
    }

    public Optional<ChunkEntry> chunk(int slot) {
        return slot >= 0 && slot < chunks.size() ? Optional.of(chunks.get(slot)) : Optional.empty();
    }

    /// Place in the document, from 0, of one of its chunks.
    public int ordinal(ChunkEntry chunk) {
        return (int) chunks.stream().filter(other -> other.start() < chunk.start()).count();
    }

    private static void require(boolean holds, Status status, String what) {
        if (!holds) {
            throw new IllegalArgumentException("status " + status + " does not go with or without " + what);
        }
    }
}
