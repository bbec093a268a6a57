package engram.simulation;

/// What must hold.
public enum Invariant {
    /// No answer has a passage that the object did not hold when the pass that wrote it read it.
    HELD_WHEN_READ,
    /// No answer is of a document that the catalog says to be deleted, failed, empty or unknown.
    NOTHING_OF_THE_GONE,
    /// Of a settled document, searches find what the catalog says, all of it, and nothing else.
    SETTLED_IS_WHOLE,
    /// A document that existed before and after is never absent.
    NEVER_ABSENT,
    /// Nor is a passage that all versions hold since the one that was indexed, unless a writer died or gave up half-way.
    PASSAGE_STAYS,
    /// The generation of a document never falls.
    GENERATION_GROWS,
    /// The external version of an entry never falls, unless the node was restarted.
    VERSION_GROWS,
    /// Whoever commits holds the lease, while it is within its time.
    LEASE_TO_COMMIT,
    /// Nothing fails that was not made to fail.
    NOTHING_UNEXPECTED,
    /// Once messages stop, an end is reached.
    SETTLES,
    /// In the end, the catalog says of each document what a fresh index of the bucket would say.
    CATALOG_EQUAL,
    /// In the end, the index holds of each document what a fresh index of the bucket would hold.
    INDEX_EQUAL,
    /// In the end, the index holds nothing else, unless the node was restarted and nobody has reconciled since.
    NOTHING_LEFT,
    /// In the end, the embedding cache has vectors of no text but those that documents hold.
    VECTORS_FORGOTTEN,
    /// In the end, searches find what a fresh index of the bucket would give.
    ANSWERS_EQUAL,
    /// When the hints of a walk are handled, another walk finds nothing.
    RECONCILED
}
