package engram.local.cli.cost;

/// What is asked of a deployment.
///
/// @param documents that are kept
/// @param changesPerDay documents that are put, edited or deleted
/// @param queriesPerDay searches
/// @param bytesPerDocument size of an object
/// @param deployed what does it
public record Workload(
        long documents, long changesPerDay, long queriesPerDay, int chunksPerDocument, long bytesPerDocument, Deployed deployed) {

    public static final long MOST = 1_000_000_000;
    public static final int MOST_CHUNKS = 10_000;
    public static final long MOST_BYTES = 16 << 20;

    public Workload {
        check("documents", documents, 0, MOST);
        check("changes a day", changesPerDay, 0, MOST);
        check("queries a day", queriesPerDay, 0, MOST);
        check("chunks of a document", chunksPerDocument, 1, MOST_CHUNKS);
        check("bytes of a document", bytesPerDocument, 1, MOST_BYTES);
    }

    private static void check(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s: %d to %d, got %d".formatted(what, least, most, value));
        }
    }

    public long chunks() {
        return documents * chunksPerDocument;
    }

    /// The same documents, and nobody who touches or asks.
    public Workload idle() {
        return new Workload(documents, 0, 0, chunksPerDocument, bytesPerDocument, deployed);
    }

    /// The same, done by another deployment.
    Workload by(Deployed other) {
        return new Workload(documents, changesPerDay, queriesPerDay, chunksPerDocument, bytesPerDocument, other);
    }
}
