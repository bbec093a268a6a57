package engram.local.cli.doctor;

import engram.local.cli.remote.HardenedXml;
import engram.local.system.parts.Unchecked;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The bucket of an emulator of AWS tells the queue of its changes, as it says itself when it is asked.
record EmulatorNotificationCheck(HttpClient http, URI endpoint, String bucket, String queueUrl) implements Check {

    private static final Duration SOON = Duration.ofSeconds(10);
    /// A configuration names one queue of ours and whoever else hears of the bucket: that is no more than this.
    private static final int MOST_BYTES = 1 << 20;

    @Override
    public String name() {
        return "notifications";
    }

    @Override
    public List<Finding> look() throws IOException, InterruptedException {
        return isSetUp(configuration())
                ? List.of()
                : List.of(Finding.of(
                        "bucket " + bucket + " does not tell " + queueUrl
                                + " of its changes: nobody follows them but reconcile, once a day",
                        "start the system anew, which sets that up: local/engram down, local/engram up --aws-endpoint " + endpoint
                                + "; then have what was missed made good: local/engram fsck --repair"));
    }

    private byte[] configuration() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/" + bucket + "?notification"))
                .timeout(SOON)
                .header("Authorization", Unchecked.authorization("s3"))
                .GET()
                .build();
        HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            byte[] read = body.readNBytes(MOST_BYTES + 1);
            if (answer.statusCode() != 200) {
                throw new IOException("S3 answered " + answer.statusCode() + " to GET /" + bucket + "?notification");
            }
            if (read.length > MOST_BYTES) {
                throw new IOException("S3 answered GET /" + bucket + "?notification with more than " + MOST_BYTES + " bytes");
            }
            return read;
        }
    }

    /// Whose account the emulator takes the queue for is its own affair: the name of the queue has to be the same.
    private boolean isSetUp(byte[] configuration) throws IOException {
        String queue = queueUrl.substring(queueUrl.lastIndexOf('/') + 1);
        try {
            XMLStreamReader xml = HardenedXml.FACTORY.createXMLStreamReader(new ByteArrayInputStream(configuration));
            try {
                boolean found = false;
                while (xml.hasNext()) {
                    if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("Queue")) {
                        found |= xml.getElementText().strip().endsWith(":" + queue);
                    }
                }
                return found;
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            throw new IOException("not a configuration of notifications: " + e.getMessage().lines().findFirst().orElse(""), e);
        }
    }
}
