package engram.local.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import engram.local.system.Description;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bucket of an emulator, which answers as moto 5 does, is no part of the system.
class EmulatorNotificationTest {

    private static final String NOBODY = """
            <?xml version="1.0" encoding="UTF-8"?>
            <GetBucketNotificationResponse xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>""";
    private static final String QUEUE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <NotificationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
              <QueueConfiguration><Id>engram</Id><Queue>arn:aws:sqs:us-east-1:123456789012:%s</Queue>
                <Event>s3:ObjectCreated:*</Event><Event>s3:ObjectRemoved:*</Event></QueueConfiguration>
            </NotificationConfiguration>""";

    @TempDir
    Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String page = NOBODY;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/engram", exchange -> {
            boolean asked = exchange.getRequestMethod().equals("GET") && "notification".equals(exchange.getRequestURI().getQuery());
            byte[] body = page.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(asked ? status : 400, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        http.close();
        server.stop(0);
    }

    @Test
    void aBucketThatTellsTheQueueIsWellWhateverAnEarlierSystemLeftInTheFolder() throws Exception {
        Files.writeString(Files.createDirectory(data.resolve("s3")).resolve("notified"), "engram\nhttp://127.0.0.1:1/0/another\n");
        page = QUEUE.formatted("engram-hints");

        assertThat(notifications(List.of()).look()).isEmpty();
    }

    @Test
    void aBucketThatTellsNobodyOrAnotherQueueIsNamedWithTheCommandThatMendsIt() throws Exception {
        for (String configuration : List.of(NOBODY, QUEUE.formatted("engram-hints-dlq"))) {
            page = configuration;

            assertThat(notifications(List.of()).look()).singleElement().satisfies(finding -> {
                assertThat(finding.what()).contains("bucket engram does not tell " + queueUrl());
                assertThat(finding.remedy()).contains("local/engram up --aws-endpoint " + endpoint());
            });
        }
    }

    @Test
    void anAnswerThatTellsNothingIsSaidAsSuch() {
        status = 404;
        assertThatThrownBy(() -> notifications(List.of()).look()).isInstanceOf(IOException.class).hasMessageContaining("404");

        status = 200;
        page = "no configuration";
        assertThatThrownBy(() -> notifications(List.of()).look())
                .isInstanceOf(IOException.class).hasMessageContaining("not a configuration of notifications");
    }

    /// Whatever its endpoint answers to `GET ?notification`, which s3proxy does not know.
    @Test
    void aBucketOfOurOwnIsStillLookedUpInItsFolder() throws Exception {
        page = QUEUE.formatted("engram-hints");
        Check check = notifications(List.of(new Description.Child("s3", "part", 1, 0, 1, data.resolve("log"), "running")));
        assertThat(check.look()).hasSize(1);

        Files.writeString(Files.createDirectory(data.resolve("s3")).resolve("notified"), "engram\n" + queueUrl() + "\n");
        assertThat(check.look()).isEmpty();
    }

    private Check notifications(List<Description.Child> parts) {
        Description system = new Description(1, 0, "2026-01-01T00:00:00Z", endpoint(), new Description.S3(endpoint(), "engram"),
                new Description.Sqs(endpoint(), queueUrl(), queueUrl() + "-dlq"),
                new Description.DynamoDb(endpoint(), "engram-catalog", "engram-embeddings"),
                new Description.OpenSearch(endpoint(), "engram", "domain"), parts);
        return Checks.running(system, data, data, http).stream()
                .filter(check -> check.name().equals("notifications")).findFirst().orElseThrow();
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private String queueUrl() {
        return endpoint() + "/123456789012/engram-hints";
    }
}
