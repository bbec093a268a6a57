package engram.query.function;

import java.util.Optional;

/// A request that is not answered, and why. Its message is for the caller: names and numbers, never a question's text.
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Code code;
    private final int status;
    private final String field;

    private Refusal(Code code, int status, String field, String detail) {
        // What the caller did wrong needs no stack trace.
        super(detail, null, false, false);
        this.code = code;
        this.status = status;
        this.field = field;
    }

    static Refusal of(Code code, String detail) {
        return new Refusal(code, code.status(), null, detail);
    }

    /// @param field of the body, or parameter, that is wrong
    static Refusal invalid(String field, String detail) {
        return new Refusal(Code.INVALID_INPUT, Code.INVALID_INPUT.status(), field, detail);
    }

    /// INVALID_INPUT for which HTTP has a status of its own.
    static Refusal invalid(int status, String detail) {
        return new Refusal(Code.INVALID_INPUT, status, null, detail);
    }

    /// Something that must not happen did.
    static Refusal unexpected() {
        return new Refusal(
                Code.UNAVAILABLE, 500, null, "an unexpected error; the log has it under the request's id");
    }

    Code code() {
        return code;
    }

    int status() {
        return status;
    }

    Optional<String> field() {
        return Optional.ofNullable(field);
    }
}
