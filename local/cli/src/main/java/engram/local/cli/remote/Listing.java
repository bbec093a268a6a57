package engram.local.cli.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// A page of S3's ListObjectsV2.
///
/// @param folders common prefixes, each with its final delimiter
/// @param next    continuation token, absent on the last page
record Listing(List<S3Object> objects, List<String> folders, Optional<String> next) {

    Listing {
        objects = List.copyOf(objects);
        folders = List.copyOf(folders);
    }

    static Listing parse(byte[] xml) throws IOException {
        try {
            XMLStreamReader reader = HardenedXml.FACTORY.createXMLStreamReader(new ByteArrayInputStream(xml));
            try {
                return new Reading(reader).page();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new IOException("not a bucket listing: " + e.getMessage().lines().findFirst().orElse(""), e);
        }
    }

    /// One pass over the document; the elements of interest are leaves with names that are unique below their parent.
    private static final class Reading {
        private final XMLStreamReader xml;
        private final List<S3Object> objects = new ArrayList<>();
        private final List<String> folders = new ArrayList<>();
        private boolean encoded;
        private boolean truncated;
        private Optional<String> next = Optional.empty();

        Reading(XMLStreamReader xml) {
            this.xml = xml;
        }

        Listing page() throws XMLStreamException, IOException {
            xml.nextTag();
            if (!xml.getLocalName().equals("ListBucketResult")) {
                throw new IOException("not a bucket listing: " + xml.getLocalName());
            }
            while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "EncodingType" -> encoded = xml.getElementText().equals("url");
                    case "IsTruncated" -> truncated = Boolean.parseBoolean(xml.getElementText());
                    case "NextContinuationToken" -> next = Optional.of(xml.getElementText());
                    case "Contents" -> objects.add(object());
                    case "CommonPrefixes" -> folder();
                    default -> skip();
                }
            }
            return new Listing(
                    objects.stream().map(o -> new S3Object(decoded(o.key()), o.eTag(), o.size())).toList(),
                    folders.stream().map(this::decoded).toList(),
                    truncated ? next : Optional.empty());
        }

        private S3Object object() throws XMLStreamException, IOException {
            String key = null;
            String eTag = "";
            long size = 0;
            while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "Key" -> key = xml.getElementText();
                    case "ETag" -> eTag = xml.getElementText().replace("\"", "");
                    case "Size" -> size = size(xml.getElementText());
                    default -> skip();
                }
            }
            if (key == null) {
                throw new IOException("not a bucket listing: an object without a key");
            }
            return new S3Object(key, eTag, size);
        }

        private static long size(String text) throws IOException {
            try {
                return Long.parseLong(text.strip());
            } catch (NumberFormatException e) {
                throw new IOException("not a bucket listing: the size \"" + text + "\"", e);
            }
        }

        private void folder() throws XMLStreamException {
            while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
                if (xml.getLocalName().equals("Prefix")) {
                    folders.add(xml.getElementText());
                } else {
                    skip();
                }
            }
        }

        private void skip() throws XMLStreamException {
            for (int depth = 1; depth > 0; ) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> depth++;
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    default -> { }
                }
            }
        }

        private String decoded(String text) {
            return encoded ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text;
        }
    }
}
