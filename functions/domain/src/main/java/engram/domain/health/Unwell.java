package engram.domain.health;

/// A dependency did not do what it was asked. Neither text holds a secret, a document's text or a question.
public final class Unwell extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String remedy;

    /// @param error what is wrong, in one line
    /// @param remedy what to do about it, in one line
    public Unwell(String error, String remedy, Throwable cause) {
        super(error, cause);
        this.remedy = remedy;
    }

    public Unwell(String error, String remedy) {
        this(error, remedy, null);
    }

    public String remedy() {
        return remedy;
    }
}
