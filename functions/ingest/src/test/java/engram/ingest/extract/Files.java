package engram.ingest.extract;

import engram.domain.ObjectState;
import engram.domain.SourcePath;
import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.bounds.ParserBounds;
import engram.ingest.extract.bounds.TimeLeft;
import engram.ingest.extract.document.Extracted;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Files as tests put them into a bucket.
public final class Files {

    /// As it is deployed, but for the time of parsers: machines that run tests may be busy.
    private static final Extraction EXTRACTION =
            new Extraction(ExtractionSettings.DEFAULT.withParsers(patient(ParserBounds.DEFAULT)));

    private Files() {}

    private static ParserBounds patient(ParserBounds b) {
        return new ParserBounds(b.maxInflated(), b.maxRatio(), b.maxEntries(), b.maxXmlDepth(), b.maxPages(), b.maxText(),
                Duration.ofMinutes(10), b.atOnce(), b.maxStuck());
    }

    public static Extracted extract(String name, String text) {
        return extract(name, text, StandardCharsets.UTF_8);
    }

    public static Extracted extract(String name, String text, Charset charset) {
        return extract(name, "", text.getBytes(charset));
    }

    public static Extracted extract(String name, String contentType, byte[] bytes) {
        return EXTRACTION.extract(new SourcePath(name), object(contentType, bytes.length), bytes, TimeLeft.unlimited(), Function.identity());
    }

    static ObjectState object(String contentType, int size) {
        return new ObjectState("e", Optional.empty(), size, Instant.EPOCH, contentType, Map.of());
    }
}
