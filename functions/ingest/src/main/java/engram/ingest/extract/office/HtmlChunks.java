package engram.ingest.extract.office;

import engram.ingest.extract.bounds.ExtractionSettings;
import engram.ingest.extract.document.Block;
import engram.ingest.extract.document.Extracted;
import engram.ingest.extract.document.Source;
import engram.ingest.extract.markup.HtmlExtractor;
import engram.ingest.extract.type.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.metadata.TikaCoreProperties.EmbeddedResourceType;
import org.xml.sax.ContentHandler;

/// What is inside of an office document: only chunks of HTML (`w:altChunk`) are text of the document itself, and are read;
/// attachments and pictures are not.
record HtmlChunks(ExtractionSettings settings, SaxText text) implements EmbeddedDocumentExtractor {

    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
        String kind = metadata.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE);
        String type = metadata.get(Metadata.CONTENT_TYPE);
        return EmbeddedResourceType.ALTERNATE_FORMAT_CHUNK.toString().equals(kind)
                && type != null
                && (type.startsWith(MediaTypes.HTML) || type.startsWith("application/xhtml"));
    }

    @Override
    public void parseEmbedded(InputStream in, ContentHandler handler, Metadata metadata, boolean html)
            throws IOException {
        if (!shouldParseEmbedded(metadata)) {
            return;
        }
        Extracted chunk = new HtmlExtractor(settings)
                .extract(new Source(in.readAllBytes(), MediaTypes.HTML, Optional.empty()));
        for (Block block : chunk.blocks()) {
            text.paragraph(chunk.text().substring(block.start(), block.end()));
        }
    }
}
