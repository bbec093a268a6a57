package engram.local.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import engram.local.system.AwsJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A catalog whose first pages, of 200 rows each, hold no indexed document: DynamoDB counts its limit before it filters.
class CatalogModelsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int empty;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(JSON.readTree(exchange.getRequestBody()));
            String items = asked.size() > empty ? "{\"modelVersion\":{\"S\":\"m1\"}}" : "";
            byte[] body = "{\"Items\":[%s],\"LastEvaluatedKey\":{\"document\":{\"S\":\"page %d\"}}}"
                    .formatted(items, asked.size()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
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
    void pagesAreReadUntilOneHasAnIndexedDocument() throws Exception {
        empty = 3;

        assertThat(models().inUse()).containsExactly("m1");
        assertThat(asked).extracting(request -> request.at("/ExclusiveStartKey/document/S").asText())
                .containsExactly("", "page 1", "page 2", "page 3");
    }

    @Test
    void aCatalogThatHasNoneForTenThousandRowsIsReadNoFurther() throws Exception {
        empty = Integer.MAX_VALUE;

        assertThat(models().inUse()).isEmpty();
        assertThat(asked).hasSize(50).allMatch(request -> request.path("Limit").asInt() == 200);
    }

    private CatalogModels models() {
        return new CatalogModels(
                AwsJson.dynamoDb(http, URI.create("http://127.0.0.1:" + server.getAddress().getPort())), "engram-catalog");
    }
}
