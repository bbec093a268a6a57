package engram.ingest.split;

/// How a document is cut into chunks. All of it is part of the pipeline version.
///
/// @param maxTokens most tokens of a chunk's embedding text, with the [#MARKS] that the model adds
/// @param overlapTokens most tokens that a chunk repeats of the one before it
/// @param maxPrefixTokens most tokens of title and headings that are put before a chunk's text
/// @param maxCharacters longest text of a chunk, in UTF-16 code units: text may have few tokens or none
/// @param maxChunks most chunks of a document
public record SplitSettings(
        int maxTokens, int overlapTokens, int maxPrefixTokens, int maxCharacters, int maxChunks) {

    /// What the model adds: a mark at the begin and one at the end.
    public static final int MARKS = 2;

    public static final SplitSettings DEFAULT = new SplitSettings(256, 0, 64, 8_000, 10_000);

    private static final int MIN_TEXT = 16;
    private static final int MIN_CHARACTERS = 256;

    public SplitSettings {
        if (overlapTokens < 0 || maxPrefixTokens < 0) {
            throw new IllegalArgumentException(
                    "overlapTokens and maxPrefixTokens are not negative, got " + overlapTokens + " and " + maxPrefixTokens);
        }
        if (maxTokens < MARKS + overlapTokens + maxPrefixTokens + MIN_TEXT) {
            throw new IllegalArgumentException("maxTokens " + maxTokens + " leaves a chunk less than " + MIN_TEXT
                    + " tokens of its own: overlapTokens " + overlapTokens + ", maxPrefixTokens " + maxPrefixTokens);
        }
        if (maxCharacters < MIN_CHARACTERS || maxChunks < 1) {
            throw new IllegalArgumentException("maxCharacters is at least " + MIN_CHARACTERS
                    + " and maxChunks at least 1, got " + maxCharacters + " and " + maxChunks);
        }
    }

    public SplitSettings withMaxTokens(int tokens) {
        return new SplitSettings(tokens, overlapTokens, maxPrefixTokens, maxCharacters, maxChunks);
    }

    public SplitSettings withOverlap(int tokens) {
        return new SplitSettings(maxTokens, tokens, maxPrefixTokens, maxCharacters, maxChunks);
    }

    /// Every value, in the order of the components.
    String signature() {
        return maxTokens + "." + overlapTokens + "." + maxPrefixTokens + "." + maxCharacters + "." + maxChunks;
    }
}
