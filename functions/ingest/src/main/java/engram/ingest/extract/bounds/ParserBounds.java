package engram.ingest.extract.bounds;

import java.time.Duration;
import java.util.stream.LongStream;

/// Bounds on what parsers of binary formats may be given, make of it, and take.
///
/// @param maxInflated most bytes that a file may unpack to
/// @param maxRatio most times its own size that a file may unpack to; not asked below a megabyte
/// @param maxEntries most files inside a file
/// @param maxXmlDepth deepest nesting of elements in XML inside a file; the JDK's own parser goes no deeper than 100
/// @param maxPages most pages
/// @param maxText longest text that may come out, in UTF-16 code units
/// @param timeout longest time that a parser may take
/// @param atOnce how many files may be parsed at the same time
/// @param maxStuck how many parsers that were told to end and go on may be put up with, before the process ends itself
public record ParserBounds(
        long maxInflated,
        int maxRatio,
        int maxEntries,
        int maxXmlDepth,
        int maxPages,
        int maxText,
        Duration timeout,
        int atOnce,
        int maxStuck) {

    public static final ParserBounds DEFAULT =
            new ParserBounds(128 << 20, 100, 10_000, 100, 2_000, 16 << 20, Duration.ofSeconds(20), 2, 2);

    public ParserBounds {
        long least = LongStream.of(maxInflated, maxRatio, maxEntries, maxXmlDepth, maxPages, maxText,
                timeout.toMillis(), atOnce, maxStuck).min().orElseThrow();
        if (least < 1) {
            throw new IllegalArgumentException("every bound on parsers is at least 1, got " + least);
        }
    }

    /// What decides what becomes of a file, in the order of the components.
    String signature() {
        return String.join(".", LongStream.of(
                        maxInflated, maxRatio, maxEntries, maxXmlDepth, maxPages, maxText, timeout.toMillis())
                .mapToObj(Long::toString)
                .toList());
    }
}
