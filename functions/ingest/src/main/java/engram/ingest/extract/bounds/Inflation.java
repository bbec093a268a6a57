package engram.ingest.extract.bounds;

import engram.domain.PermanentFailure;
import engram.domain.Reason;

/// Counts what a file unpacks to, and stops where that is too much.
public final class Inflation {

    /// Below that, a high ratio does no harm: an empty spreadsheet has one.
    private static final long SMALL = 1 << 20;

    private final ParserBounds bounds;
    private final int size;
    private long inflated;

    /// @param size of the file, in bytes
    public Inflation(ParserBounds bounds, int size) {
        this.bounds = bounds;
        this.size = size;
    }

    /// @throws PermanentFailure EXPANDS_TOO_MUCH
    public void count(int bytes) {
        inflated += bytes;
        if (inflated > bounds.maxInflated()) {
            throw new PermanentFailure(Reason.EXPANDS_TOO_MUCH, "unpacks to more than " + bounds.maxInflated() + " bytes");
        }
        if (inflated > SMALL && inflated / bounds.maxRatio() > size) {
            throw new PermanentFailure(
                    Reason.EXPANDS_TOO_MUCH, "unpacks to more than " + bounds.maxRatio() + " times its size");
        }
    }
}
