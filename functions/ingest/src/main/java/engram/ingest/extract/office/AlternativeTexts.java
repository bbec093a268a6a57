package engram.ingest.extract.office;

import engram.ingest.extract.bounds.Xml;
import engram.ingest.extract.bounds.ZipDirectory;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.Pattern;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// What pictures, shapes and charts of a Word, Excel or PowerPoint file show, in their authors' words: Tika's parsers leave that out.
final class AlternativeTexts {

    private static final Pattern PARTS =
            Pattern.compile("word/[^/]*\\.xml|ppt/(slides|notesSlides)/[^/]*\\.xml|xl/drawings/[^/]*\\.xml");

    private final SequencedSet<String> found = new LinkedHashSet<>();

    private AlternativeTexts() {}

    /// Each once, in the order in which they stand.
    ///
    /// @param file within the bounds of ZIP files
    static SequencedSet<String> of(byte[] file, int maxEntries) {
        AlternativeTexts texts = new AlternativeTexts();
        for (ZipDirectory.Entry entry : ZipDirectory.read(file, maxEntries).orElse(List.of())) {
            if (PARTS.matcher(entry.name()).matches()) {
                texts.read(file, entry);
            }
        }
        return texts.found;
    }

    private void read(byte[] file, ZipDirectory.Entry entry) {
        InputStream data = new ByteArrayInputStream(file, entry.data(), file.length - entry.data());
        Inflater inflater = new Inflater(true);
        try {
            read(Xml.reader(entry.deflated() ? new InflaterInputStream(data, inflater) : data));
        } catch (XMLStreamException malformed) {
            // It was read as far as it is XML; whether that is far enough, the format's parser judges.
            return;
        } finally {
            inflater.end();
        }
    }

    private void read(XMLStreamReader xml) throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamReader.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "docPr", "cNvPr" -> {
                        add(xml, "title");
                        add(xml, "descr");
                    }
                    case "shape" -> add(xml, "alt");
                    default -> {}
                }
            }
        }
    }

    private void add(XMLStreamReader xml, String attribute) {
        Optional.ofNullable(xml.getAttributeValue(null, attribute)).filter(text -> !text.isBlank()).ifPresent(found::add);
    }
}
