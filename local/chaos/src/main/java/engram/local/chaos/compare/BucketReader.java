package engram.local.chaos.compare;

import engram.local.chaos.compare.Snapshot.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The bucket, by S3's listing and its objects.
final class BucketReader {

    private static final String METADATA = "x-amz-meta-";
    private static final XMLInputFactory XML = factory();

    private final Web web;
    private final String root;

    BucketReader(Web web, URI endpoint, String bucket) {
        this.web = web;
        this.root = endpoint + "/" + bucket;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /// All objects by key.
    Map<String, StoredObject> read() throws IOException, InterruptedException {
        var objects = new HashMap<String, StoredObject>();
        for (Map.Entry<String, String> listed : list().entrySet()) {
            objects.put(listed.getKey(), object(listed.getKey(), listed.getValue()));
        }
        return objects;
    }

    private StoredObject object(String key, String listedETag) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = web.ask("GET", URI.create(root + "/" + Web.encode(key).replace("%2F", "/")), Map.of(), new byte[0]);
        String eTag = answer.headers().firstValue("ETag").orElse("").replace("\"", "");
        if (!eTag.equals(listedETag)) {
            throw new IOException("the bucket lists " + key + " with the ETag " + listedETag + " and gives it with " + eTag);
        }
        var metadata = new TreeMap<String, String>();
        answer.headers().map().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(METADATA)) {
                metadata.put(lower.substring(METADATA.length()), values.getFirst());
            }
        });
        return new StoredObject(eTag, answer.body().length, answer.headers().firstValue("Content-Type").orElse(""), metadata,
                Planted.in(new String(answer.body(), StandardCharsets.UTF_8)));
    }

    /// ETags by key.
    private Map<String, String> list() throws IOException, InterruptedException {
        var found = new TreeMap<String, String>();
        Optional<String> next = Optional.empty();
        do {
            String query = "?list-type=2&encoding-type=url" + next.map(token -> "&continuation-token=" + Web.encode(token)).orElse("");
            byte[] page = web.ask("GET", URI.create(root + query), Map.of(), new byte[0]).body();
            try {
                next = page(XML.createXMLStreamReader(new ByteArrayInputStream(page)), found);
            } catch (XMLStreamException e) {
                throw new IOException("not a listing of a bucket", e);
            }
        } while (next.isPresent());
        return found;
    }

    private static Optional<String> page(XMLStreamReader xml, Map<String, String> found) throws XMLStreamException {
        String key = "";
        Optional<String> next = Optional.empty();
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "Key" -> key = URLDecoder.decode(xml.getElementText(), StandardCharsets.UTF_8);
                    case "ETag" -> found.put(key, xml.getElementText().replace("\"", ""));
                    case "NextContinuationToken" -> next = Optional.of(xml.getElementText());
                    default -> { }
                }
            }
        }
        return next;
    }
}
