package engram.ingest.extract;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A file that is to be read.
///
/// @param contentType the detected media type, without parameters
/// @param declared the charset that the uploader declared, if Java knows it
record Source(byte[] bytes, String contentType, Optional<Charset> declared) {

    /// What one format holds in another.
    static Source of(String text, String contentType) {
        return new Source(
                Texts.clean(text).getBytes(StandardCharsets.UTF_8), contentType, Optional.of(StandardCharsets.UTF_8));
    }

    /// The file as text, see [Decoding].
    String text() {
        return Decoding.decode(bytes, declared.stream().toList());
    }
}
