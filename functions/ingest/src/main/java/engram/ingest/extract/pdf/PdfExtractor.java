package engram.ingest.extract.pdf;

import engram.domain.PermanentFailure;
import engram.domain.Reason;
import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.characters.Texts;
import engram.ingest.extract.document.Extracted;
import engram.ingest.extract.document.Extractor;
import engram.ingest.extract.document.Metadata;
import engram.ingest.extract.document.PageWriter;
import engram.ingest.extract.document.Source;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/// PDF: the text layer, page by page, in paragraphs as the lines' distances tell them apart. The document's outline gives the headings;
/// readers' notes are behind the text of their page.
/// Pictures are not read (no OCR), attachments and scripts not looked at.
public final class PdfExtractor implements Extractor {

    private static final Pattern WHITE = Pattern.compile("\\s+");

    private final ExtractionSettings settings;

    public PdfExtractor(ExtractionSettings settings) {
        this.settings = settings;
    }

    @Override
    public Extracted extract(Source source) {
        PdfFonts.use();
        PdfStreams streams = new PdfStreams(settings.parsers(), source.bytes());
        streams.check();
        try (PDDocument document = Loader.loadPDF(source.bytes(), "", null, null,
                MemoryUsageSetting.setupMainMemoryOnly(settings.parsers().maxInflated()).streamCache)) {
            checkBounds(document);
            if (document.isEncrypted() || !streams.clear()) {
                new PdfStreams(settings.parsers(), source.bytes()).check(document.getDocument());
            }
            return read(document, source.contentType());
        } catch (InvalidPasswordException e) {
            throw new PermanentFailure(Reason.ENCRYPTED, "a password is needed to read it", e);
        } catch (NoClassDefFoundError e) {
            // Documents for certain readers only are encrypted with certificates; what decrypts them is not in the package.
            throw certificate(e);
        } catch (RuntimeException e) {
            // A native package does not even have PDFBox's part of it.
            throw e.getCause() instanceof ReflectiveOperationException ? certificate(e) : e;
        } catch (IOException e) {
            throw new PermanentFailure(Reason.CORRUPT, "no valid PDF: " + e.getClass().getSimpleName(), e);
        }
    }

    private static PermanentFailure certificate(Throwable cause) {
        return new PermanentFailure(Reason.ENCRYPTED, "a certificate is needed to read it", cause);
    }

    private void checkBounds(PDDocument document) {
        if (document.getNumberOfPages() > settings.parsers().maxPages()) {
            throw new PermanentFailure(Reason.TOO_MANY_PAGES,
                    document.getNumberOfPages() + " pages, at most " + settings.parsers().maxPages() + " are read");
        }
        if (!document.getCurrentAccessPermission().canExtractContent()) {
            throw new PermanentFailure(Reason.ENCRYPTED, "its author does not permit to take text from it");
        }
    }

    private Extracted read(PDDocument document, String contentType) throws IOException {
        PdfText stripper = new PdfText();
        PdfOutline outline = PdfOutline.of(document);
        PdfNotes notes = new PdfNotes();
        PageWriter pages = new PageWriter(settings);
        boolean layer = false;
        for (int page = 1; page <= document.getNumberOfPages(); page++) {
            stripper.setStartPage(page);
            stripper.setEndPage(page);
            String text = stripper.getText(document);
            layer |= !Texts.isBlank(text);
            enter(outline.headingsOf(page), squeezed(text), pages);
            pages.add(text);
            notes.of(document.getPage(page - 1)).forEach(pages::add);
        }
        if (!layer && document.getNumberOfPages() > 0) {
            throw new PermanentFailure(Reason.NO_TEXT,
                    "no text layer on any page (%d in all); pictures are not read".formatted(document.getNumberOfPages()));
        }
        return new Extracted(pages.text(), title(document), contentType, metadata(document), pages.blocks());
    }

    /// A bookmark whose words are not on its page is a line above it.
    private static void enter(List<PageWriter.Heading> bookmarks, String page, PageWriter pages) {
        for (PageWriter.Heading bookmark : bookmarks) {
            pages.enter(bookmark);
            if (!page.contains(squeezed(bookmark.words()))) {
                pages.add(bookmark.words());
            }
        }
    }

    private static String squeezed(String text) {
        return WHITE.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private String title(PDDocument document) {
        String title = document.getDocumentInformation().getTitle();
        return title == null ? "" : Texts.oneLine(Texts.clean(title), settings.maxTitle());
    }

    private Map<String, List<String>> metadata(PDDocument document) {
        PDDocumentInformation information = document.getDocumentInformation();
        Metadata metadata = new Metadata(settings);
        add(metadata, "author", information.getAuthor());
        add(metadata, "subject", information.getSubject());
        add(metadata, "keywords", information.getKeywords());
        return metadata.values();
    }

    private static void add(Metadata metadata, String name, String value) {
        if (value != null) {
            metadata.add(name, value);
        }
    }
}
