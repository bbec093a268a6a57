package engram.domain;

/// Why a document is not indexed, for a user to read.
///
/// @param detail what was expected and what was found, in numbers and names, never the document's text
public record Rejection(Reason reason, String detail) {

    private static final int MAX_DETAIL = 300;

    public Rejection {
        if (detail.length() > MAX_DETAIL) {
            detail = detail.substring(0, MAX_DETAIL - 1) + "…";
        }
    }

    @Override
    public String toString() {
        return detail.isEmpty() ? reason.name() : reason + ": " + detail;
    }
}
