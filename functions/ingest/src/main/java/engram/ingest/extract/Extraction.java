package engram.ingest.extract;

import engram.domain.ObjectState;
import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.domain.Rejection;
import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.bounds.ParserThreads;
import engram.ingest.extract.bounds.TimeLeft;
import engram.ingest.extract.characters.DeclaredType;
import engram.ingest.extract.data.DataFormats;
import engram.ingest.extract.document.Extracted;
import engram.ingest.extract.document.Extractor;
import engram.ingest.extract.document.Metadata;
import engram.ingest.extract.document.Source;
import engram.ingest.extract.mail.MailExtractor;
import engram.ingest.extract.markup.MarkupFormats;
import engram.ingest.extract.office.OfficeFormats;
import engram.ingest.extract.office.OleExtractor;
import engram.ingest.extract.pdf.PdfExtractor;
import engram.ingest.extract.type.MediaTypes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads a file of any format that there is an extractor for. Safe for use by several threads.
public final class Extraction {

    /// Grows with every change that gives an unchanged file another text, title, structure or metadata.
    private static final int VERSION = 6;
    private static final int EXIT_HUNG = 70;
    /// Text of that size takes no time worth a thread, whatever it is made to be; in bytes.
    private static final int SMALL_TEXT = 64 << 10;

    private final ExtractionSettings settings;
    private final Map<String, Extractor> text = new HashMap<>();
    private final Map<String, Extractor> binary = new HashMap<>();
    private final ParserThreads threads;

    /// A process in which too many parsers hang is ended.
    public Extraction(ExtractionSettings settings) {
        this(settings, Extraction::endProcess, Map.of());
    }

    /// @param endOfProcess asked for when too many parsers hang
    /// @param more parsers by media type
    Extraction(ExtractionSettings settings, Runnable endOfProcess, Map<String, Extractor> more) {
        this.settings = settings;
        text.putAll(MarkupFormats.extractors(settings));
        text.putAll(DataFormats.extractors(settings));
        text.put(MediaTypes.OLE, new OleExtractor());
        binary.putAll(OfficeFormats.extractors(settings));
        binary.put(MediaTypes.MAIL, new MailExtractor(settings));
        binary.put(MediaTypes.PDF, new PdfExtractor(settings));
        binary.putAll(more);
        this.threads = new ParserThreads(settings.parsers(), endOfProcess);
    }

    private static void endProcess() {
        System.getLogger(Extraction.class.getName())
                .log(System.Logger.Level.ERROR, "too many parsers hang: this process ends, so that another can go on");
        Runtime.getRuntime().halt(EXIT_HUNG);
    }

    /// Names all that decides what an unchanged file is read as: part of the pipeline version.
    public String signature() {
        return "x" + VERSION + "-" + settings.signature();
    }

    /// Whether a file of so many bytes is rejected unread, and why.
    public Optional<Rejection> tooLarge(long bytes) {
        return bytes <= settings.maxBytes()
                ? Optional.empty()
                : Optional.of(new Rejection(
                        Reason.TOO_LARGE, "%,d bytes, at most %,d are read".formatted(bytes, settings.maxBytes())));
    }

    /// @param object its declared content type is a hint; its user metadata becomes metadata of the document
    /// @param time what may be spent on it, and on what is made of it
    /// @param made of what was read; within the same bounds of time and memory
    /// @throws PermanentFailure if it cannot be read, or exceeds a bound
    /// @throws TimeLeft.TooLate if it was begun too late to say any of this
    /// @throws TransientFailure if too many parsers hang
    public <T> T extract(
            SourcePath path, ObjectState object, byte[] bytes, TimeLeft time, Function<Extracted, T> made) {
        tooLarge(bytes.length).ifPresent(why -> {
            throw new PermanentFailure(why);
        });
        DeclaredType declared = DeclaredType.parse(object.contentType());
        String type = MediaTypes.detect(path.fileName(), declared.mediaType(), bytes);
        return read(new Source(bytes, type, declared.charset()), time,
                extracted -> made.apply(withMetadata(extracted, object)));
    }

    private Extracted withMetadata(Extracted extracted, ObjectState object) {
        return extracted.withMetadata(new Metadata(settings)
                .addEach(object.metadata())
                .addAll(extracted.metadata())
                .values());
    }

    /// What is not ours, or not small, is not trusted to come back.
    private <T> T read(Source source, TimeLeft time, Function<Extracted, T> made) {
        Extractor parser = binary.get(source.contentType());
        Extractor extractor = parser == null ? text.get(source.contentType()) : parser;
        if (extractor == null) {
            throw new PermanentFailure(Reason.UNSUPPORTED_TYPE, "no extractor reads " + source.contentType());
        }
        if (source.bytes().length == 0) {
            return made.apply(new Extracted("", "", source.contentType(), Map.of(), List.of()));
        }
        return parser == null && source.bytes().length <= SMALL_TEXT
                ? made.apply(read(extractor, source))
                : threads.run(source.contentType(), time, () -> made.apply(extractor.extract(source)));
    }

    /// Whatever a parser dies of, it will die of again: such a file must not be tried for ever.
    private static Extracted read(Extractor extractor, Source source) {
        try {
            return extractor.extract(source);
        } catch (PermanentFailure | TransientFailure rejected) {
            throw rejected;
        } catch (RuntimeException | StackOverflowError broken) {
            throw new PermanentFailure(
                    Reason.CORRUPT,
                    source.contentType() + " cannot be read: " + broken.getClass().getSimpleName(),
                    broken);
        }
    }
}
