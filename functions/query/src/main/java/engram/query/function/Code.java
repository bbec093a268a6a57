package engram.query.function;

/// What went wrong, for programs. `code` in the body of every error.
enum Code {
    INVALID_INPUT(400, "The request is not one that this API takes"),
    FORBIDDEN(403, "The caller may not see this workspace"),
    NOT_FOUND(404, "There is nothing here"),
    RATE_LIMIT_EXCEEDED(429, "Too many requests at once"),
    EMBEDDING_FAILED(500, "The model failed on the question"),
    QUERY_TIMEOUT(504, "The answer took too long"),
    UNAVAILABLE(503, "A part of the system does not answer");

    private final int status;
    private final String title;

    Code(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /// Whether the same request may succeed a little later.
    boolean passes() {
        return this == RATE_LIMIT_EXCEEDED || this == QUERY_TIMEOUT || this == UNAVAILABLE;
    }
}
