package engram.retention.sweep;

import engram.domain.BucketListing.Listed;
import engram.domain.ObjectState;
import engram.domain.SourcePath;
import engram.retention.Hashes;
import engram.retention.rules.Rule;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/// An object that a rule fits, as it was then.
///
/// @param deed identity of what is to be done to it, new with each mark
/// @param path the object's key
/// @param due before that nothing is done
/// @param owner of the sweep that is at it; absent: none is
/// @param bits what is about to be removed, as receipts tell of it; absent before the deed
public record Mark(
        String deed,
        String path,
        String eTag,
        Instant lastModified,
        long size,
        String rule,
        String ruleVersion,
        Instant markedAt,
        Instant due,
        Stage stage,
        Optional<String> owner,
        Optional<Bits> bits) {

    private static final int DEED_DIGITS = 32;

    public enum Stage {
        /// Nothing was done yet.
        MARKED,
        /// The deed may have been done, or be done any moment.
        ACTING,
        /// It was done; the receipt may be missing.
        DONE,
        /// As good as done: the object was gone when a sweep came back to what a dead one was about to do.
        VANISHED
    }

    /// @param sha256 of the bytes as they were
    /// @param allVersions whether the older versions are to go as well
    /// @param archivedTo where the archive has it; absent: it has not, so far
    /// @param rewriting what is put in its place; absent: nothing, it is removed
    /// @param remark for people
    public record Bits(
            Optional<String> versionId,
            String sha256,
            boolean allVersions,
            Optional<String> approvedBy,
            Optional<String> archivedTo,
            Optional<Rewriting> rewriting,
            Optional<String> remark) {

        Bits archived(String to) {
            return new Bits(versionId, sha256, allVersions, approvedBy, Optional.of(to), rewriting, remark);
        }

        Bits remarked(String text) {
            return new Bits(versionId, sha256, allVersions, approvedBy, archivedTo, rewriting, Optional.of(text));
        }
    }

    /// @param anonymised whether metadata were taken away as well
    /// @param sha256 of the bytes as they are then
    /// @param found how many of each kind
    public record Rewriting(boolean anonymised, String sha256, SortedMap<String, Integer> found) {}

    /// @param marker of the invocation that marks it, which no other one is called
    static Mark of(Listed object, Rule rule, String marker, Instant now) {
        String deed = Hashes.sha256(object.path().key(), marker).substring(0, DEED_DIGITS);
        return new Mark(deed, object.path().key(), object.eTag(), object.lastModified(), object.size(), rule.id(), rule.version(), now,
                now.plus(rule.grace()), Stage.MARKED, Optional.empty(), Optional.empty());
    }

    SourcePath sourcePath() {
        return new SourcePath(path);
    }

    Listed listed() {
        return new Listed(sourcePath(), eTag, size, lastModified);
    }

    /// Whether the object is as it was when it was marked.
    boolean isOf(ObjectState state) {
        return eTag.equals(state.eTag()) && lastModified.equals(state.lastModified()) && size == state.size();
    }

    /// Whether a mark by that rule now would say the same.
    boolean stillSays(Listed object, Rule by) {
        return eTag.equals(object.eTag())
                && lastModified.equals(object.lastModified())
                && rule.equals(by.id())
                && ruleVersion.equals(by.version());
    }

    Mark acting(String by, Bits about) {
        return at(Stage.ACTING, Optional.of(by), Optional.of(about));
    }

    Mark backToMarked() {
        return at(Stage.MARKED, Optional.empty(), Optional.empty());
    }

    Mark at(Stage next) {
        return at(next, owner, bits);
    }

    private Mark at(Stage next, Optional<String> by, Optional<Bits> about) {
        return new Mark(deed, path, eTag, lastModified, size, rule, ruleVersion, markedAt, due, next, by, about);
    }
}
