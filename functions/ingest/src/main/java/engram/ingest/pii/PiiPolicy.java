package engram.ingest.pii;

/// What becomes of a document in which personal data or credentials are found.
public enum PiiPolicy {
    /// Nothing is looked for.
    IGNORE,
    /// Its chunks bear the kinds that were found, as the metadata `engram-pii`.
    TAG,
    /// What was found is masked: the index never sees it.
    REDACT,
    /// It is FAILED with PII_FOUND and not indexed.
    REJECT
}
