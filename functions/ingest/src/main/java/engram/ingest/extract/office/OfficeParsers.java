package engram.ingest.extract.office;

import org.apache.tika.parser.Parser;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;

/// Parsers of office formats, set so that they stream and leave alone what is no text.
final class OfficeParsers {

    private OfficeParsers() {}

    static Parser ooxml() {
        OOXMLParser parser = new OOXMLParser();
        parser.setUseSAXDocxExtractor(true);
        parser.setUseSAXPptxExtractor(true);
        parser.setExtractMacros(false);
        parser.setIncludeDeletedContent(false);
        parser.setIncludeMoveFromContent(false);
        parser.setIncludeHeadersAndFooters(true);
        parser.setConcatenatePhoneticRuns(false);
        return parser;
    }
}
