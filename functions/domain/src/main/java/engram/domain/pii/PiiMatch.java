package engram.domain.pii;

/// Where something was found.
///
/// @param start offset of its first character, in UTF-16 code units
/// @param end offset behind its last one
public record PiiMatch(PiiKind kind, int start, int end) {

    public PiiMatch {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("a match has at least one character, got " + start + " to " + end);
        }
    }

    boolean overlaps(PiiMatch other) {
        return start < other.end && other.start < end;
    }
}
