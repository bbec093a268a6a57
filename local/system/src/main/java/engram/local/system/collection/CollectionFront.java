package engram.local.system.collection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import engram.local.system.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Stands before an OpenSearch and takes only what a vector collection of OpenSearch Serverless takes: it refuses ids and versions of
/// documents, has no cluster and no refresh, decides itself how an index is stored, and shows what was written after a while.
///
/// What it cannot show is a collection that sleeps and wakes, and several workers that do not show a write at the same moment.
public final class CollectionFront implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /// By processors for graphics, which this machine's OpenSearch knows nothing of.
    private static final String BUILT_ELSEWHERE = "knn.remote_index_build.enabled";
    private static final Set<String> SETTINGS = Set.of("knn", BUILT_ELSEWHERE);
    private static final String ID_REFUSED = "Document ID is not supported in create/index operation request";

    private final URI target;
    private final Duration refresh;
    private final HttpClient http;
    private final LoopbackServer server;

    private CollectionFront(URI target, Duration refresh) throws IOException {
        this.target = target;
        this.refresh = refresh;
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        this.server = LoopbackServer.start(0, "collection", this::handle);
    }

    /// @param target an OpenSearch, which need not run yet
    /// @param refresh how long what was written is not shown, at most
    /// @throws IOException if no port is free
    public static CollectionFront start(URI target, Duration refresh) throws IOException {
        return new CollectionFront(target, refresh);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    @Override
    public void close() {
        server.close();
        http.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getRawPath();
            if (!Operations.has(exchange.getRequestMethod(), path)) {
                answer(exchange, 404, "");
            } else if (!Operations.takes(exchange.getRequestURI().getRawQuery())) {
                refuse(exchange, "a parameter of " + exchange.getRequestURI().getRawQuery() + " is not supported");
            } else if (path.endsWith("/_bulk")) {
                bulk(exchange, body);
            } else if (exchange.getRequestMethod().equals("PUT") && path.lastIndexOf('/') == 0) {
                create(exchange, body);
            } else {
                pass(exchange, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void bulk(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        ArrayNode items = JSON.createArrayNode();
        boolean refused = false;
        List<String> lines = new String(body, StandardCharsets.UTF_8).lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            Map.Entry<String, JsonNode> action = JSON.readTree(lines.get(at)).properties().iterator().next();
            boolean adds = action.getKey().equals("index") || action.getKey().equals("create");
            at += adds ? 1 : 0;
            boolean takes = adds
                    ? action.getValue().isEmpty()
                    : action.getKey().equals("delete") && action.getValue().size() == 1 && action.getValue().has("_id");
            refused |= !takes;
            items.addObject().putObject(action.getKey()).put("_index", "").put("status", 400)
                    .putObject("error").put("type", "illegal_argument_exception").put("reason", ID_REFUSED);
        }
        if (refused) {
            ObjectNode answer = JSON.createObjectNode().put("took", 0).put("errors", true);
            answer.set("items", items);
            answer(exchange, 200, answer.toString());
        } else {
            pass(exchange, body);
        }
    }

    /// The engine that collections have has no library for this machine's OpenSearch: Lucene scores alike.
    private void create(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        ObjectNode index = (ObjectNode) JSON.readTree(body);
        for (Map.Entry<String, JsonNode> setting : index.at("/settings/index").properties()) {
            if (!SETTINGS.contains(setting.getKey())) {
                refuse(exchange, "setting index." + setting.getKey() + " is not supported");
                return;
            }
        }
        for (JsonNode field : index.at("/mappings/properties")) {
            if (field.path("type").asText().equals("knn_vector")) {
                if (field.has("method") || field.has("mode")) {
                    refuse(exchange, "a collection decides itself by which method vectors are found");
                    return;
                }
                ObjectNode vectors = (ObjectNode) field;
                vectors.remove("compression_level");
                vectors.putObject("method").put("name", "hnsw").put("engine", "lucene").set("space_type", vectors.remove("space_type"));
            }
        }
        ObjectNode settings = index.withObject("/settings/index");
        settings.remove(BUILT_ELSEWHERE);
        settings.put("refresh_interval", refresh.toMillis() + "ms").put("number_of_shards", 2)
                .put("auto_expand_replicas", "0-1");
        pass(exchange, JSON.writeValueAsBytes(index));
    }

    private void pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.resolve(exchange.getRequestURI().toString()))
                .timeout(PATIENCE)
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : List.of("Content-Type", "Authorization")) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        HttpResponse<byte[]> response;
        try {
            response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            answer(exchange, 503, "");
            return;
        }
        answer(exchange, response.statusCode(), response.body());
    }

    private static void refuse(HttpExchange exchange, String reason) throws IOException {
        ObjectNode answer = JSON.createObjectNode().put("status", 400);
        answer.putObject("error").put("type", "illegal_argument_exception").put("reason", reason);
        answer(exchange, 400, answer.toString());
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        answer(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
