package engram.ingest.extract.bounds;

import java.util.stream.IntStream;

/// Bounds on what is read. Nothing is lost silently: beyond `maxBytes` the document is rejected; what lies beyond the
/// others stays in the text and only loses its structure.
///
/// @param maxBytes largest file
/// @param maxDepth deepest nesting of quotes, lists and elements that is told apart; deeper ones count as text of the
///     level above
/// @param maxBlocks most blocks of a document that are told apart, parts included; what follows is one more block
/// @param maxTitle longest title and longest heading in a heading path, in UTF-16 code units; longer ones are cut
/// @param maxFrontMatter longest front matter that is read, in UTF-16 code units; a longer one is text
/// @param maxNames most metadata names of a document
/// @param maxValues most values of one name
/// @param maxValue longest metadata name and value, in UTF-16 code units; longer ones are left out
/// @param maxMetadata longest metadata of a document, all names and values together, in UTF-16 code units; each of its chunks
///     bears it
/// @param parsers bounds on the parsers of binary formats
public record ExtractionSettings(
        int maxBytes,
        int maxDepth,
        int maxBlocks,
        int maxTitle,
        int maxFrontMatter,
        int maxNames,
        int maxValues,
        int maxValue,
        int maxMetadata,
        ParserBounds parsers) {

    public static final ExtractionSettings DEFAULT =
            new ExtractionSettings(16 << 20, 64, 500_000, 300, 64 << 10, 64, 64, 512, 16 << 10, ParserBounds.DEFAULT);

    public ExtractionSettings {
        positive("maxBytes", maxBytes);
        positive("maxDepth", maxDepth);
        positive("maxBlocks", maxBlocks);
        positive("maxTitle", maxTitle);
        positive("maxFrontMatter", maxFrontMatter);
        positive("maxNames", maxNames);
        positive("maxValues", maxValues);
        positive("maxValue", maxValue);
        positive("maxMetadata", maxMetadata);
    }

    public ExtractionSettings withMaxBytes(int bytes) {
        return new ExtractionSettings(
                bytes, maxDepth, maxBlocks, maxTitle, maxFrontMatter, maxNames, maxValues, maxValue, maxMetadata,
                parsers);
    }

    public ExtractionSettings withParsers(ParserBounds bounds) {
        return new ExtractionSettings(
                maxBytes, maxDepth, maxBlocks, maxTitle, maxFrontMatter, maxNames, maxValues, maxValue, maxMetadata,
                bounds);
    }

    /// Every value, in the order of the components.
    public String signature() {
        return String.join(
                ".",
                IntStream.of(maxBytes, maxDepth, maxBlocks, maxTitle, maxFrontMatter, maxNames, maxValues, maxValue, maxMetadata)
                        .mapToObj(Integer::toString)
                        .toList()) + "-" + parsers.signature();
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is at least 1, got " + value);
        }
    }
}
