package engram.ingest.extract.document;

/// Reads one format. Safe for use by several threads.
///
/// A format is added with a class that implements this and a line in [Extraction].
public interface Extractor {

    /// @throws engram.domain.PermanentFailure if the bytes are not what their media type says, or exceed a bound
    Extracted extract(Source source);
}
