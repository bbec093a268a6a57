package engram.local.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import engram.local.system.lambda.Outcome;
import engram.local.system.queue.DeadLetters;
import engram.local.system.queue.MessageQueue;
import engram.local.system.queue.QueueMessage;
import engram.local.system.replay.CatalogTable;
import engram.local.system.replay.Hint;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What only a system on this machine can be asked, below `/_local/`: its status, its end, its dead letters, and hints for
/// documents. For programs on this machine; not for web pages, which show themselves by an `Origin`.
final class ControlApi implements HttpHandler {

    static final String PREFIX = "/_local/";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_BODY = 16 * 1024 * 1024;

    private final Supplier<Status> status;
    private final Runnable shutdown;
    private final DeadLetters dead;
    private final MessageQueue hints;
    private final CatalogTable catalog;
    private final Function<byte[], Outcome> reconcile;
    private final AuditFile audit;
    private final Journal journal;
    private final Clock clock;

    ControlApi(Supplier<Status> status, Runnable shutdown, DeadLetters dead, MessageQueue hints,
               CatalogTable catalog, Function<byte[], Outcome> reconcile, AuditFile audit, Journal journal, Clock clock) {
        this.status = status;
        this.shutdown = shutdown;
        this.dead = dead;
        this.hints = hints;
        this.catalog = catalog;
        this.reconcile = reconcile;
        this.audit = audit;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (exchange.getRequestHeaders().containsKey("Origin")) {
            refuse(exchange, 403, "FORBIDDEN", "web pages have no access");
            return;
        }
        try {
            answer(exchange);
        } catch (IllegalArgumentException e) {
            refuse(exchange, 400, "INVALID_INPUT", e.getMessage());
        } catch (IOException e) {
            refuse(exchange, 503, "UNAVAILABLE", "queue or catalog do not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refuse(exchange, 503, "UNAVAILABLE", "the system is going down");
        }
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
            case "GET /_local/status" -> send(exchange, 200, JSON.valueToTree(status.get()));
            case "GET /_local/dead" -> send(exchange, 200, deadLetters());
            case "POST /_local/dead/redrive" -> count(exchange, "redriveDead", "redriven", dead.redrive(chosen(body(exchange))));
            case "POST /_local/dead/purge" -> count(exchange, "purgeDead", "purged", dead.purge(chosen(body(exchange))));
            case "POST /_local/hints" -> count(exchange, "sendHints", "sent", sendHints(strings(body(exchange), "sourcePaths")));
            case "POST /_local/reconcile" -> reconcile(exchange);
            case "POST /_local/shutdown" -> {
                note("shutdown", "", 1);
                try {
                    send(exchange, 202, JSON.createObjectNode().put("stopping", true));
                } finally {
                    shutdown.run();
                }
            }
            default -> refuse(exchange, 404, "NOT_FOUND", "there are GET status and dead, POST shutdown, hints, reconcile, dead/redrive and dead/purge");
        }
    }

    /// Invokes `reconcile` with the body as its event, as `aws lambda invoke` does.
    private void reconcile(HttpExchange exchange) throws IOException {
        JsonNode order = body(exchange);
        Outcome outcome = reconcile.apply(JSON.writeValueAsBytes(order));
        switch (outcome) {
            case Outcome.Returned(byte[] answer) -> {
                JsonNode done = JSON.readTree(answer);
                if (order.path("repair").asBoolean()) {
                    note("repair", order.path("workspace").asText(), done.path("hints").asLong());
                }
                send(exchange, 200, done);
            }
            case Outcome.Threw threw ->
                refuse(exchange, 502, "UNAVAILABLE", "reconcile could not do it: " + threw.words() + ". See: local/engram health");
            case Outcome.Died _, Outcome.TimedOut _, Outcome.NotStarted _ ->
                refuse(exchange, 502, "UNAVAILABLE", "the function reconcile " + outcome.line());
        }
    }

    private JsonNode deadLetters() throws IOException, InterruptedException {
        ArrayNode messages = JSON.createArrayNode();
        for (QueueMessage message : dead.all()) {
            ObjectNode letter = messages.addObject()
                    .put("id", message.id())
                    .put("sentAt", message.sentAt().toString());
            ArrayNode documents = letter.putArray("documents");
            for (String path : Hint.keys(message.body())) {
                ObjectNode document = documents.addObject().put("sourcePath", path);
                catalog.lastFailure(path).ifPresent(why -> document.put("lastFailure", why));
            }
            letter.put("body", message.body());
        }
        return JSON.createObjectNode().set("messages", messages);
    }

    /// `ids`: these; none of it: all.
    private static Predicate<String> chosen(JsonNode request) {
        if (!request.has("ids")) {
            return _ -> true;
        }
        Set<String> ids = new TreeSet<>(strings(request, "ids"));
        return ids::contains;
    }

    private int sendHints(List<String> sourcePaths) throws IOException, InterruptedException {
        Instant now = clock.instant();
        hints.send(sourcePaths.stream().map(path -> new Hint(path, true).body(Endpoints.BUCKET, now)).toList());
        return sourcePaths.size();
    }

    private static List<String> strings(JsonNode request, String field) {
        List<String> strings = new ArrayList<>();
        for (JsonNode each : request.path(field)) {
            if (!each.isTextual() || each.asText().isEmpty()) {
                throw new IllegalArgumentException(field + " is a list of strings that are not empty");
            }
            strings.add(each.asText());
        }
        return strings;
    }

    private static JsonNode body(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            throw new IllegalArgumentException("the body is larger than " + LARGEST_BODY + " bytes");
        }
        try {
            return bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
        } catch (IOException e) {
            throw new IllegalArgumentException("the body is no JSON", e);
        }
    }

    private void count(HttpExchange exchange, String action, String what, int number) throws IOException {
        note(action, "", number);
        send(exchange, 200, JSON.createObjectNode().put(what, number));
    }

    /// For the audit trail. It may fail, on a full disk: what was done is done, and has to be answered as that.
    private void note(String action, String workspace, long count) {
        try {
            audit.add(action, workspace, "", count);
        } catch (IOException e) {
            journal.say("audit", action + " of " + count + " could not be written to the audit trail: " + e);
        }
    }

    private static void refuse(HttpExchange exchange, int status, String code, String detail) throws IOException {
        ObjectNode problem = JSON.createObjectNode().put("status", status).put("code", code).put("detail", detail);
        send(exchange, status, "application/problem+json", problem);
    }

    private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        send(exchange, status, "application/json", body);
    }

    private static void send(HttpExchange exchange, int status, String type, JsonNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().close();
    }
}
