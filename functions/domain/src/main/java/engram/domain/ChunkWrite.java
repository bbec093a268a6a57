package engram.domain;

/// A change to one slot of a document in the index.
public sealed interface ChunkWrite {

    /// See [Slots].
    int slot();

    /// The slot holds this chunk.
    record Upsert(int slot, Chunk chunk, Embedding embedding) implements ChunkWrite {}

    /// The slot is empty, and whether it was or not, older writes to it are refused from now on.
    record Delete(int slot) implements ChunkWrite {}
}
