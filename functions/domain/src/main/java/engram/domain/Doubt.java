package engram.domain;

/// A hint that says more: what the index holds of the document may not be what the catalog says, so that only writing all
/// of it anew helps.
///
/// @param ceiling no slot at or above it holds anything of the document
/// @param generation nothing that the index holds of the document is newer; zero if it holds nothing
public record Doubt(SourcePath path, int ceiling, long generation) {

    /// A hundred times what a document may have.
    public static final int MAX_CEILING = 1_000_000;

    public Doubt {
        if (ceiling < 0 || ceiling > MAX_CEILING || generation < 0) {
            throw new IllegalArgumentException("a ceiling is 0 to %d and a generation not negative, got %d and %d"
                    .formatted(MAX_CEILING, ceiling, generation));
        }
    }

    /// The least generation whose writes the index takes, above that of the lease and of all it holds.
    public long surpassed(long leased) {
        return generation == 0 ? leased : Math.max(leased, generation + 1);
    }

    /// Both doubts about one document.
    public Doubt and(Doubt other) {
        return new Doubt(path, Math.max(ceiling, other.ceiling), Math.max(generation, other.generation));
    }
}
