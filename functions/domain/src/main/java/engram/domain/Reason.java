package engram.domain;

/// Why a document is not indexed.
public enum Reason {
    /// No extractor reads this media type.
    UNSUPPORTED_TYPE,
    /// More bytes, or more need of memory, than the configured bound.
    TOO_LARGE,
    /// More chunks than the configured bound.
    TOO_MANY_CHUNKS,
    /// Nested deeper than the configured bound.
    TOO_DEEP,
    /// More pages than the configured bound.
    TOO_MANY_PAGES,
    /// Unpacked, it is larger than the configured bound, or so many times its size.
    EXPANDS_TOO_MUCH,
    /// Its parser did not come back in time.
    PARSE_TIMEOUT,
    /// It can be read only with a password or a key, or its author forbids to take its text.
    ENCRYPTED,
    /// There are pages in it, but no text: scans, for instance.
    NO_TEXT,
    /// The bytes are not what their media type says.
    CORRUPT,
    /// Personal data or credentials are in it, which its workspace does not take.
    PII_FOUND,
    /// S3 holds it in an archive, from which it has to be restored first.
    ARCHIVED,
    /// Another reason, of a newer version; the detail begins with it.
    OTHER,
    /// The index refuses a chunk for what it is.
    INDEX_REFUSED
}
