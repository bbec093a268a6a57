package engram.domain;

import java.time.Instant;

/// The right to be a document's only writer, until a moment. As its holder last saw it.
///
/// @param owner unique to one claim
/// @param generation of the holder's pass: grows with every claim and every further pass, and never falls
/// @param hints how many hints the document has had, absorbed ones included
/// @param until when the lease runs out; no request is sent, or outlives, it
/// @param dirty what the index holds may differ from what the catalog says: a writer died or gave up half-way
/// @param ceiling no writer ever wrote an ordinal at or above it
/// @param unsettledSince since when a hint has been waiting to be settled
public record Lease(
        DocumentId id,
        String owner,
        long generation,
        long hints,
        Instant until,
        boolean dirty,
        int ceiling,
        Instant unsettledSince) {}
