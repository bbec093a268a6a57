package engram.retention.sweep;

/// What became of a mark.
enum Outcome {
    DELETED,
    ARCHIVED,
    REDACTED,
    ANONYMISED,
    /// There was nothing to redact.
    CLEAN,
    /// It cannot be redacted: no text, or too large.
    REFUSED,
    /// Found gone or replaced after the deed had begun.
    VANISHED,
    /// Gone before anything was done, or no rule wants it any more.
    LAPSED,
    /// Another object than was marked.
    CHANGED,
    HELD,
    /// S3 refused it.
    LOCKED,
    /// Another process has the mark.
    TAKEN
}
