package engram.storage.circuit;

/// What the functions depend on, each behind a circuit of its own.
public enum Store {
    S3("S3"),
    CATALOG("the catalog"),
    EMBEDDINGS("the embeddings table"),
    INDEX("the index"),
    QUEUE("the queue");

    private final String words;

    Store(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
