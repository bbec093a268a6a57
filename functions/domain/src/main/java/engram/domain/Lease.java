package engram.domain;

import java.time.Instant;

/// The right to be a document's only writer, until a moment. As its holder last saw it.
///
/// @param owner unique to one claim
/// @param generation of the holder's pass: grows with every claim and every further pass, and never falls
/// @param hints how many hints the document had had when the holder's pass began, absorbed ones included: what came
///     later may not have been seen by it
/// @param until when the lease runs out; no request is sent, or outlives, it
/// @param dirty what the index holds may differ from what the catalog says: a writer died or gave up half-way
/// @param ceiling no writer ever wrote a slot at or above it
/// @param unsettledSince since when a hint has been waiting to be settled
public record Lease(
        DocumentId id,
        String owner,
        long generation,
        long hints,
        Instant until,
        boolean dirty,
        int ceiling,
        Instant unsettledSince) {

    /// The same lease after its ceiling was raised.
    public Lease withCeiling(int raised) {
        return new Lease(id, owner, generation, hints, until, dirty, Math.max(ceiling, raised), unsettledSince);
    }
}
