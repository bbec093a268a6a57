package engram.ingest.extract.bounds;

import engram.domain.PermanentFailure;
import engram.domain.Reason;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Unpacks a ZIP file into nothing, entry by entry, to see that it keeps the bounds before any parser is given it.
public final class ZipBounds {

    private static final List<String> XML = List.of(".xml", ".rels", "html", ".htm", ".opf", ".ncx");

    private final ParserBounds bounds;
    private final byte[] bytes;
    private final Inflation inflation;

    public ZipBounds(ParserBounds bounds, byte[] bytes) {
        this.bounds = bounds;
        this.bytes = bytes;
        this.inflation = new Inflation(bounds, bytes.length);
    }

    /// @throws PermanentFailure CORRUPT, ENCRYPTED, EXPANDS_TOO_MUCH or TOO_DEEP
    public void check() {
        List<ZipDirectory.Entry> entries = ZipDirectory.read(bytes, bounds.maxEntries())
                .orElseThrow(() -> new PermanentFailure(Reason.CORRUPT, "the archive has no valid directory: cut off?"));
        for (ZipDirectory.Entry entry : entries) {
            if (entry.encrypted()) {
                throw new PermanentFailure(Reason.ENCRYPTED, "files inside are encrypted");
            }
            check(entry);
        }
    }

    private void check(ZipDirectory.Entry entry) {
        if (entry.data() > bytes.length) {
            throw new PermanentFailure(Reason.CORRUPT, "a file inside begins behind the end");
        }
        if (!entry.deflated()) {
            return;
        }
        String name = entry.name().toLowerCase(Locale.ROOT);
        Inflater inflater = new Inflater(true);
        InputStream packed = new ByteArrayInputStream(bytes, entry.data(), bytes.length - entry.data());
        try (InputStream data = new Counted(new InflaterInputStream(packed, inflater), inflation)) {
            if (XML.stream().anyMatch(name::endsWith)) {
                checkDepth(new Open(data));
            }
            data.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new PermanentFailure(Reason.CORRUPT, "a file inside cannot be unpacked", e);
        } finally {
            inflater.end();
        }
    }

    /// Readers of XML close what they read from, with more to come.
    private static final class Open extends FilterInputStream {

        Open(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }

    private void checkDepth(InputStream xml) {
        try {
            XMLStreamReader reader = Xml.reader(xml);
            int depth = 0;
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamReader.START_ELEMENT -> depth++;
                    case XMLStreamReader.END_ELEMENT -> depth--;
                    default -> {}
                }
                if (depth > bounds.maxXmlDepth()) {
                    throw new PermanentFailure(Reason.TOO_DEEP,
                            "elements nested deeper than " + bounds.maxXmlDepth() + " in a file inside");
                }
            }
        } catch (XMLStreamException malformed) {
            // How deep it is as far as it can be read is known now; whether that is enough, the format's parser judges.
            return;
        }
    }
}
