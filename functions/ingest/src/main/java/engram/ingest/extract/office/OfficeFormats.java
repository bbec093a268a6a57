package engram.ingest.extract.office;

import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.document.Extractor;
import engram.ingest.extract.office.OfficeExtractor.Container;
import engram.ingest.extract.type.MediaTypes;
import java.util.Map;
import org.apache.tika.parser.epub.EpubParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.parser.odf.OpenDocumentParser;

/// Office documents and books, as Tika's parsers read them.
public final class OfficeFormats {

    private OfficeFormats() {}

    /// By media type.
    public static Map<String, Extractor> extractors(ExtractionSettings settings) {
        Extractor ooxml = new OfficeExtractor(settings, OfficeParsers::ooxml, Container.OFFICE_OPEN_XML);
        Extractor openDocument = new OfficeExtractor(settings, OpenDocumentParser::new, Container.ZIP);
        return Map.of(
                MediaTypes.DOCX, ooxml,
                MediaTypes.XLSX, ooxml,
                MediaTypes.PPTX, ooxml,
                MediaTypes.ODT, openDocument,
                MediaTypes.ODS, openDocument,
                MediaTypes.ODP, openDocument,
                MediaTypes.EPUB, new OfficeExtractor(settings, EpubParser::new, Container.ZIP),
                MediaTypes.RTF, new RtfExtractor(new OfficeExtractor(settings, RTFParser::new, Container.NONE)));
    }
}
