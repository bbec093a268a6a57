package engram.ingest.extract.office;

import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.bounds.ZipBounds;
import engram.ingest.extract.characters.Texts;
import engram.ingest.extract.document.Block;
import engram.ingest.extract.document.Extracted;
import engram.ingest.extract.document.Extractor;
import engram.ingest.extract.document.Source;
import engram.ingest.extract.markup.HtmlWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.xml.sax.SAXException;

/// A format of office programs, by one of Tika's parsers. Documents and pictures inside are left alone, but for the HTML
/// that is a part of a page's own text; macros, links and entities are never followed.
final class OfficeExtractor implements Extractor {

    /// What the parts of a document are in.
    enum Container {
        NONE,
        ZIP,
        OFFICE_OPEN_XML
    }

    private final ExtractionSettings settings;
    private final Supplier<Parser> parsers;
    private final Container container;

    /// @param parsers a new parser each time: their safety for threads is not promised
    OfficeExtractor(ExtractionSettings settings, Supplier<Parser> parsers, Container container) {
        this.settings = settings;
        this.parsers = parsers;
        this.container = container;
    }

    @Override
    public Extracted extract(Source source) {
        if (container != Container.NONE) {
            new ZipBounds(settings.parsers(), source.bytes()).check();
        }
        SaxText text = new SaxText(settings);
        Metadata metadata = new Metadata();
        metadata.set(Metadata.CONTENT_TYPE, source.contentType());
        ParseContext context = new ParseContext();
        context.set(EmbeddedDocumentExtractor.class, new HtmlChunks(settings, text));
        try (TikaInputStream in = TikaInputStream.get(source.bytes())) {
            parsers.get().parse(in, text, metadata, context);
            if (container == Container.OFFICE_OPEN_XML) {
                AlternativeTexts.of(source.bytes(), settings.parsers().maxEntries()).forEach(text::paragraph);
            }
        } catch (EncryptedDocumentException e) {
            throw new PermanentFailure(Reason.ENCRYPTED, "a password is needed to read it", e);
        } catch (IOException | SAXException | TikaException e) {
            throw new PermanentFailure(
                    Reason.CORRUPT, "no valid " + source.contentType() + ": " + e.getClass().getSimpleName(), e);
        }
        return extracted(text.writer(), metadata, source.contentType());
    }

    private Extracted extracted(HtmlWriter writer, Metadata found, String contentType) {
        List<Block> blocks = writer.finish();
        String title = found.get(TikaCoreProperties.TITLE);
        String named = title == null || title.isBlank() ? writer.firstHeading() : title;
        return new Extracted(
                writer.text(), Texts.oneLine(Texts.clean(named), settings.maxTitle()), contentType, metadata(found), blocks);
    }

    private Map<String, List<String>> metadata(Metadata found) {
        engram.ingest.extract.document.Metadata metadata = new engram.ingest.extract.document.Metadata(settings);
        add(metadata, "author", found.getValues(TikaCoreProperties.CREATOR));
        add(metadata, "subject", found.getValues(TikaCoreProperties.SUBJECT));
        add(metadata, "language", found.getValues(TikaCoreProperties.LANGUAGE));
        add(metadata, "description", found.getValues(TikaCoreProperties.DESCRIPTION));
        return metadata.values();
    }

    private static void add(engram.ingest.extract.document.Metadata metadata, String name, String[] values) {
        for (String value : values) {
            metadata.add(name, value);
        }
    }
}
