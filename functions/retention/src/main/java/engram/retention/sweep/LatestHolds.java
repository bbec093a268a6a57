package engram.retention.sweep;

import engram.retention.hold.HoldBook;
import engram.retention.hold.Holds;

/// The holds as they are, read again only where one of them changed.
final class LatestHolds {

    private final HoldBook book;
    private HoldBook.Known known;

    LatestHolds(HoldBook book) {
        this.book = book;
    }

    /// Sees every hold that was put before.
    Holds now() {
        known = known == null ? book.all() : book.now(known);
        return known.holds();
    }
}
