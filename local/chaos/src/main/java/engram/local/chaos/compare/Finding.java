package engram.local.chaos.compare;

import java.util.Locale;

/// One difference between what should be and what is.
///
/// @param what in words, without text of documents
public record Finding(Kind kind, String path, String what) {

    public enum Kind {
        /// Something of the bucket is not where it should be.
        LOST,
        /// Catalog, or what it vouches for in the index, tells of something that the bucket does not hold.
        WRONG,
        /// Something lies in the index that the catalog does not vouch for: never an answer.
        ORPHAN
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ": " + path + ": " + what;
    }
}
