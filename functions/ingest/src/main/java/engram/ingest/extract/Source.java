package engram.ingest.extract;

import java.nio.charset.Charset;
import java.util.Optional;

/// A file that is to be read.
///
/// @param contentType the detected media type, without parameters
/// @param declared the charset that the uploader declared, if Java knows it
record Source(byte[] bytes, String contentType, Optional<Charset> declared) {}
