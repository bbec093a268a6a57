package engram.domain;

/// What became of a document.
public enum Status {
    /// Every chunk is in the index.
    INDEXED,
    /// There is no text in it, hence no chunk.
    EMPTY,
    /// It could not be indexed; the catalog says why.
    FAILED,
    /// The object is gone, and so are the chunks.
    DELETED
}
