package engram.ingest.split;

import engram.domain.TokenSpans;

/// What fits in a chunk.
final class Limits {

    private final SplitSettings settings;
    private final TokenSpans tokens;
    private final Prefixes prefixes;
    private final int budget;

    /// @param budget most tokens of an embedding text, without the marks that the model adds
    Limits(SplitSettings settings, TokenSpans tokens, Prefixes prefixes, int budget) {
        this.settings = settings;
        this.tokens = tokens;
        this.prefixes = prefixes;
        this.budget = budget - settings.overlapTokens();
    }

    /// Whether the characters fit, with their prefix, going by the tokens of the whole text.
    boolean fits(int start, int end) {
        return end - start <= settings.maxCharacters() && tokens.countBetween(start, end) <= room(start);
    }

    /// Most tokens of the text of a chunk that begins there.
    int room(int start) {
        return budget - prefixes.at(start).tokens();
    }
}
