package engram.local.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import engram.local.system.Trial;
import engram.local.system.parts.Part;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// What functions' calls of DynamoDB consume, as DynamoDB itself counts it: by a proxy before it, which asks for that in the name of whoever
/// calls.
final class Units implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPERATION = "X-Amz-Target";
    private static final Set<String> WRITES = Set.of("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem");
    private static final Set<String> READS = Set.of("GetItem", "BatchGetItem", "Query", "Scan");
    private static final Set<String> PASSED_ON = Set.of("x-amz-target", "x-amz-date", "content-type", "authorization");

    private final HttpServer proxy;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile URI dynamoDb;

    /// @param request as it was sent
    /// @param units with those of the table's indexes; none if DynamoDB refused
    record Call(String operation, JsonNode request, double units) {

        boolean writes() {
            return WRITES.contains(operation);
        }

        /// Whether the name of its table, or one of its rows, has that in it.
        boolean isOf(String text) {
            return Stream.of("TableName", "Key", "Item", "RequestItems").anyMatch(field -> request.path(field).toString().contains(text));
        }

        /// Rows that are put or deleted at once.
        long rows(String kind) {
            return request.path("RequestItems").findValues(kind).size();
        }
    }

    Units() throws IOException {
        this.proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.setExecutor(threads);
        proxy.createContext("/", this::pass);
        proxy.start();
    }

    /// A system whose units are counted.
    Trial trial() {
        return new Trial(this::detour, Map.of());
    }

    private URI detour(Part part, URI endpoint) {
        if (part != Part.DYNAMODB) {
            return endpoint;
        }
        dynamoDb = endpoint;
        return URI.create("http://127.0.0.1:" + proxy.getAddress().getPort());
    }

    /// All so far.
    List<Call> calls() {
        return List.copyOf(calls);
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestHeaders().getFirst(OPERATION);
            String operation = target.substring(target.indexOf('.') + 1);
            JsonNode asked = JSON.readTree(exchange.getRequestBody().readAllBytes());
            if (WRITES.contains(operation) || READS.contains(operation)) {
                ((ObjectNode) asked).put("ReturnConsumedCapacity", "TOTAL");
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(dynamoDb).POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(asked)));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                    request.header(name, values.getFirst());
                }
            });
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            calls.add(new Call(operation, asked, units(JSON.readTree(response.body()))));
            for (String header : List.of("Content-Type", "x-amz-crc32", "x-amzn-RequestId")) {
                response.headers().firstValue(header).ifPresent(value -> exchange.getResponseHeaders().set(header, value));
            }
            exchange.sendResponseHeaders(response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double units(JsonNode response) {
        return response.findValues("CapacityUnits").stream().mapToDouble(JsonNode::doubleValue).sum();
    }

    @Override
    public void close() {
        proxy.stop(0);
        threads.close();
        http.close();
    }
}
