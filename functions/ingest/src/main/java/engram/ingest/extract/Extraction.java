package engram.ingest.extract;

import engram.domain.ObjectState;
import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.domain.SourcePath;
import java.util.Map;

/// Reads a file of any format that there is an extractor for. Safe for use by several threads.
public final class Extraction {

    /// Grows with every change that gives an unchanged file another text, title, structure or metadata.
    private static final int VERSION = 1;

    private final ExtractionSettings settings;
    private final Map<String, Extractor> extractors;

    public Extraction(ExtractionSettings settings) {
        this.settings = settings;
        this.extractors = Map.of(
                MediaTypes.MARKDOWN, new MarkdownExtractor(settings),
                MediaTypes.HTML, new HtmlExtractor(settings),
                MediaTypes.PLAIN, new PlainTextExtractor(settings));
    }

    /// Names all that decides what an unchanged file is read as: part of the pipeline version.
    public String signature() {
        return "x" + VERSION + "-" + settings.signature();
    }

    /// @param object its declared content type is a hint; its user metadata becomes metadata of the document
    /// @throws PermanentFailure UNSUPPORTED_TYPE, TOO_LARGE or CORRUPT
    public Extracted extract(SourcePath path, ObjectState object, byte[] bytes) {
        if (bytes.length > settings.maxBytes()) {
            throw new PermanentFailure(
                    Reason.TOO_LARGE, bytes.length + " bytes, at most " + settings.maxBytes() + " are read");
        }
        DeclaredType declared = DeclaredType.parse(object.contentType());
        String type = MediaTypes.detect(path.fileName(), declared.mediaType(), bytes);
        Extractor extractor = extractors.get(type);
        if (extractor == null) {
            throw new PermanentFailure(Reason.UNSUPPORTED_TYPE, "no extractor reads " + type);
        }
        Extracted extracted = read(extractor, new Source(bytes, type, declared.charset()));
        return extracted.withMetadata(new Metadata(settings)
                .addEach(object.metadata())
                .addAll(extracted.metadata())
                .values());
    }

    /// Whatever a parser dies of, it will die of again: such a file must not be tried for ever.
    private static Extracted read(Extractor extractor, Source source) {
        try {
            return extractor.extract(source);
        } catch (PermanentFailure rejected) {
            throw rejected;
        } catch (RuntimeException | StackOverflowError broken) {
            throw new PermanentFailure(
                    Reason.CORRUPT,
                    source.contentType() + " cannot be read: " + broken.getClass().getSimpleName(),
                    broken);
        }
    }
}
