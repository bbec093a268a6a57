package engram.ingest.extract;

import engram.domain.ObjectState;
import engram.domain.SourcePath;
import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.document.Extracted;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Files as tests put them into a bucket.
public final class Files {

    private static final Extraction EXTRACTION = new Extraction(ExtractionSettings.DEFAULT);

    private Files() {}

    public static Extracted extract(String name, String text) {
        return extract(name, text, StandardCharsets.UTF_8);
    }

    public static Extracted extract(String name, String text, Charset charset) {
        return extract(name, "", text.getBytes(charset));
    }

    public static Extracted extract(String name, String contentType, byte[] bytes) {
        return EXTRACTION.extract(new SourcePath(name), object(contentType, bytes.length), bytes);
    }

    static ObjectState object(String contentType, int size) {
        return new ObjectState("e", Optional.empty(), size, Instant.EPOCH, contentType, Map.of());
    }
}
