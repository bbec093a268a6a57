package engram.local.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/// `GET /_local/status` and `POST /_local/shutdown`, for programs on this machine; not for web pages, which show
/// themselves by an `Origin`.
final class ControlApi implements HttpHandler {

    static final String PREFIX = "/_local/";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<Status> status;
    private final Runnable shutdown;

    ControlApi(Supplier<Status> status, Runnable shutdown) {
        this.status = status;
        this.shutdown = shutdown;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String operation = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        if (exchange.getRequestHeaders().containsKey("Origin")) {
            refuse(exchange, 403, "FORBIDDEN", "web pages have no access");
            return;
        }
        switch (operation) {
            case "GET /_local/status" -> answer(exchange, 200, "application/json",
                    JSON.writeValueAsBytes(status.get()));
            case "POST /_local/shutdown" -> {
                answer(exchange, 202, "application/json", "{\"stopping\":true}".getBytes(StandardCharsets.UTF_8));
                shutdown.run();
            }
            default -> refuse(exchange, 404, "NOT_FOUND", "there are GET /_local/status and POST /_local/shutdown");
        }
    }

    private static void refuse(HttpExchange exchange, int status, String code, String detail) throws IOException {
        answer(exchange, status, "application/problem+json", JSON.writeValueAsBytes(
                JSON.createObjectNode().put("status", status).put("code", code).put("detail", detail)));
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.getResponseBody().close();
    }
}
