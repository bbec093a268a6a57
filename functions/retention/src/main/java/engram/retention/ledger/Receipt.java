package engram.retention.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/// What was done, for ever. It names documents and never holds their text.
///
/// @param number from 1, without gaps
/// @param previous SHA-256 of the receipt before, as its bytes are; of the first one [Chain#START]
/// @param at when it was written
/// @param by who had it done: `schedule`, or who called
/// @param deed identity of what was done, the same however often it is tried to be written down
/// @param thing what it was done to
public record Receipt(
        long number, String previous, Kind kind, Instant at, String by, String deed, Thing thing, Optional<String> detail) {

    public enum Kind {
        /// The object was deleted.
        DELETED,
        /// The object was copied to an archive and deleted.
        ARCHIVED,
        /// Personal data in the object were replaced by their kinds.
        REDACTED,
        /// The same, and metadata were taken away.
        ANONYMISED,
        /// The sweep died while it was about to delete the object, and found it gone or replaced: by itself or by somebody else.
        VANISHED,
        /// Neither catalog nor index hold any more what an earlier receipt tells of; nor does the embedding cache, if it says so.
        PROVEN,
        /// A hold was put on documents.
        HELD,
        /// A hold was lifted.
        RELEASED,
        /// The rules were replaced.
        RULES
    }

    /// What a receipt is about; what does not apply is absent.
    ///
    /// @param path the object's key
    /// @param sha256 of its bytes
    /// @param rule id of the rule
    /// @param approvedBy who allowed a sweep to do more than the limits
    /// @param archivedTo where its copy is
    /// @param sha256After of the bytes that were put in its place
    /// @param found how many personal data of each kind were taken out
    /// @param refersTo number of the receipt whose effect is proven
    /// @param vectors how many texts' vectors were looked for in the embedding cache, which holds none of them; absent in a proof: nobody kept a
    ///     list of what the document had there, so that of those nothing is proven
    /// @param hold id of the hold
    public record Thing(
            Optional<String> path,
            Optional<String> eTag,
            Optional<String> versionId,
            Optional<Long> size,
            Optional<Instant> lastModified,
            Optional<String> sha256,
            Optional<String> rule,
            Optional<String> ruleVersion,
            Optional<Instant> markedAt,
            Optional<String> approvedBy,
            Optional<String> archivedTo,
            Optional<String> sha256After,
            Optional<SortedMap<String, Integer>> found,
            Optional<Long> refersTo,
            Optional<Long> vectors,
            Optional<String> hold) {

        public static final Thing NONE = new Thing(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        public Thing withHold(String id) {
            return new Thing(path, eTag, versionId, size, lastModified, sha256, rule, ruleVersion, markedAt, approvedBy, archivedTo,
                    sha256After, found, refersTo, vectors, Optional.of(id));
        }

        public Thing proving(String ofPath, long number, Optional<Long> gone) {
            return new Thing(Optional.of(ofPath), eTag, versionId, size, lastModified, sha256, rule, ruleVersion, markedAt, approvedBy,
                    archivedTo, sha256After, found, Optional.of(number), gone, hold);
        }
    }

    /// A receipt that has no place in the chain yet.
    public record Draft(Kind kind, Instant at, String by, String deed, Thing thing, Optional<String> detail) {
        Receipt as(long number, String previous) {
            return new Receipt(number, previous, kind, at, by, deed, thing, detail);
        }
    }
}
