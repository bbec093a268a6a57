package engram.query;

/// By what a search ranks passages.
public enum Mode {
    /// Nearness of meaning: vectors.
    SEMANTIC,
    /// Words in common: BM25.
    LEXICAL,
    /// Both, see [Fusion].
    HYBRID;

    boolean asksMeaning() {
        return this != LEXICAL;
    }

    boolean asksWords() {
        return this != SEMANTIC;
    }
}
