package engram.local.system.replay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The keys of a bucket.
final class ObjectKeys {

    private final HttpClient http;
    private final URI bucket;

    ObjectKeys(HttpClient http, URI endpoint, String bucket) {
        this.http = http;
        this.bucket = endpoint.resolve("/" + bucket);
    }

    /// Hands over all keys, a page of up to 1,000 at a time.
    void each(Consumer<List<String>> page) throws IOException, InterruptedException {
        String token = "";
        do {
            String query = "?list-type=2&max-keys=1000&encoding-type=url" + (token.isEmpty() ? ""
                    : "&continuation-token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
            var request = HttpRequest.newBuilder(URI.create(bucket + query)).timeout(Duration.ofSeconds(60)).build();
            var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException("the bucket could not be listed: status " + response.statusCode());
            }
            var keys = new ArrayList<String>();
            token = read(response.body(), keys);
            page.accept(keys);
        } while (!token.isEmpty());
    }

    /// @return the token of the next page, empty at the end
    private static String read(byte[] xml, List<String> keys) throws IOException {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        String next = "";
        boolean encoded = false;
        var raw = new ArrayList<String>();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            while (reader.hasNext()) {
                if (reader.next() != XMLStreamReader.START_ELEMENT) {
                    continue;
                }
                switch (reader.getLocalName()) {
                    case "Key" -> raw.add(reader.getElementText());
                    case "NextContinuationToken" -> next = reader.getElementText();
                    case "EncodingType" -> encoded = reader.getElementText().equals("url");
                    default -> { }
                }
            }
        } catch (XMLStreamException e) {
            throw new IOException("the list of the bucket is not readable", e);
        }
        for (String key : raw) {
            keys.add(encoded ? URLDecoder.decode(key, StandardCharsets.UTF_8) : key);
        }
        return next;
    }
}
