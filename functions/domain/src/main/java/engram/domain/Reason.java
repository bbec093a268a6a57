package engram.domain;

/// Why a document is not indexed.
public enum Reason {
    /// No extractor reads this media type.
    UNSUPPORTED_TYPE,
    /// More bytes than the configured bound.
    TOO_LARGE,
    /// More chunks than the configured bound.
    TOO_MANY_CHUNKS,
    /// Nested deeper than the configured bound.
    TOO_DEEP,
    /// The bytes are not what their media type says.
    CORRUPT,
    /// The index refuses a chunk for what it is.
    INDEX_REFUSED
}
