package engram.local.system.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedServersTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static EmbeddedServers servers;

    @BeforeAll
    static void start() {
        servers = EmbeddedServers.start();
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @Test
    void anObjectPutIntoTheBucketIsAMessageOnTheQueue() throws Exception {
        HttpResponse<String> put = send(HttpRequest.newBuilder(servers.s3().resolve("/engram/a%20b/c%2Bd.md"))
                .header("Content-Type", "text/markdown")
                .PUT(HttpRequest.BodyPublishers.ofString("hello")));
        assertThat(put.statusCode()).isEqualTo(200);

        String message = send(HttpRequest.newBuilder(URI.create(servers.queueUrl()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("Action=ReceiveMessage&WaitTimeSeconds=10"))).body();
        System.out.println(message);
        assertThat(message).contains("ObjectCreated:Put").contains("a+b/c%2Bd.md");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
