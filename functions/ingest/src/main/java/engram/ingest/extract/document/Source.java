package engram.ingest.extract.document;

import engram.ingest.extract.characters.Decoding;
import engram.ingest.extract.characters.Texts;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A file that is to be read.
///
/// @param contentType the detected media type, without parameters
/// @param declared the charset that the uploader declared, if Java knows it
public record Source(byte[] bytes, String contentType, Optional<Charset> declared) {

    /// What one format holds in another.
    public static Source of(String text, String contentType) {
        return new Source(
                Texts.clean(text).getBytes(StandardCharsets.UTF_8), contentType, Optional.of(StandardCharsets.UTF_8));
    }

    /// The file as text, see [Decoding].
    public String text() {
        return Decoding.decode(bytes, declared.stream().toList());
    }
}
