package engram.domain;

/// A change to one entry of the index.
public sealed interface ChunkWrite {

    int ordinal();

    /// The entry becomes this chunk.
    record Upsert(Chunk chunk, Embedding embedding) implements ChunkWrite {
        @Override
        public int ordinal() {
            return chunk.ordinal();
        }
    }

    /// The entry goes, and whether it existed or not, older writes to it are refused from now on.
    record Delete(int ordinal) implements ChunkWrite {}
}
