package engram.domain;

import java.time.Duration;
import java.time.Instant;

/// The catalog as its only writer sees it: who may write a document, and what the last pass left.
/// Each call is one atomic conditional change, safe to be sent twice. After a [TransientFailure] it is unknown whether
/// it took effect; the lease then runs out, and the next claim takes over.
public interface Leases {

    /// Claims the document for `owner` until `until`, or counts the hint for whoever holds it.
    ///
    /// Free, or run out at `now`: the lease is taken, with one more hint, a generation of at least `now` in
    /// milliseconds and above every earlier one, and no expiry; it is dirty if it had run out. Held by `owner` itself:
    /// an earlier try of this very request had worked. Held by another: the hint is counted, on condition that the
    /// other still holds it, and is thereby absorbed, for the holder looks at the hints before it lets go.
    Claim claim(DocumentId id, String owner, Instant now, Instant until);

    /// Raises the ceiling, and nothing else, before slots at or above it are written.
    ///
    /// @throws LeaseLost if the lease is another's now
    void raiseCeiling(Lease lease, int ceiling);

    /// Puts the outcome of the pass into the catalog, unless a newer generation did so.
    ///
    /// @throws LeaseLost if a newer generation wrote the document
    void commit(Lease lease, CatalogDocument document);

    /// Lets the lease go if no hint came since it was last looked at; it is clean and settled then, with a ceiling of
    /// `ceiling`. Else keeps it, with a new generation for another pass.
    ///
    /// @param forgetAfter how long after `now` the lease of a deleted document may be forgotten; zero: never
    /// @throws LeaseLost if the lease is another's now
    Release release(Lease lease, int ceiling, Instant now, Duration forgetAfter);

    /// Makes the document dirty and unsettled, with a ceiling of at least the doubt's and a generation above it, and counts a
    /// hint: whoever holds the lease makes another pass, and the next one to claim it writes all anew. The index would refuse
    /// what is written under a generation that had to be raised, so that its holder goes on with the new one.
    void doubt(DocumentId id, Doubt doubt, Instant now);

    /// Lets the lease go after a failure: dirty and unsettled. Does nothing if it is another's now.
    ///
    /// @param why for people, kept until the lease is released: no text of a document
    void giveBack(Lease lease, String why);

    sealed interface Claim {
        record Claimed(Lease lease) implements Claim {}

        record Absorbed() implements Claim {}
    }

    sealed interface Release {
        record Released() implements Release {}

        record HintsMoved(Lease lease) implements Release {}
    }
}
