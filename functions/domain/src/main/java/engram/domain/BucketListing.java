package engram.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// The bucket as a list, without its [Archive].
public interface BucketListing {

    /// Makes what pages are taken from, the newest there is, if that is made at all. It may take much longer than a page, and is no
    /// reason to keep others waiting: so it comes before whatever does. Pages come of the same until it is called again.
    ///
    /// @throws TransientFailure if it cannot be made
    default void ready() {}

    /// Objects whose keys begin with `prefix`, in the order of [SourcePath]; none if there are no more.
    ///
    /// @param after only keys behind this one; absent: from the first
    /// @param most at most so many, 1 to 1,000
    /// @throws TransientFailure if S3 does not answer
    List<Listed> list(String prefix, Optional<SourcePath> after, int most);

    /// An object as a list shows it.
    ///
    /// @param eTag without quotes
    /// @param size in bytes
    record Listed(SourcePath path, String eTag, long size, Instant lastModified) {

        public static Listed of(SourcePath path, ObjectState state) {
            return new Listed(path, state.eTag(), state.size(), state.lastModified());
        }

        /// Whether this is that state of the object, as far as a list tells: dates are compared as finely as both are given
        /// (HTTP knows seconds only).
        public boolean isOf(ObjectState state) {
            return eTag.equals(state.eTag()) && size == state.size() && isAt(state.lastModified());
        }

        private boolean isAt(Instant moment) {
            boolean fine = lastModified.getNano() != 0 && moment.getNano() != 0;
            ChronoUnit unit = fine ? ChronoUnit.MILLIS : ChronoUnit.SECONDS;
            return lastModified.truncatedTo(unit).equals(moment.truncatedTo(unit));
        }
    }
}
