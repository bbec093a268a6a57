package engram.local.system.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import engram.local.system.http.LoopbackServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.UUID;

/// The Runtime API of one execution environment, version 2018-06-01: a process asks for its next event, and answers it.
/// Each process has a server of its own, so that nobody but that process can answer for it, and the end of this server
/// is the end of the process.
final class RuntimeApi implements AutoCloseable {

    /// Lambda's bound on a synchronous response, in bytes.
    static final int LARGEST_RESPONSE = 6 * 1024 * 1024;

    private static final String PREFIX = "/2018-06-01/runtime/";
    private static final String NEXT = PREFIX + "invocation/next";
    private static final String RESTORED = PREFIX + "restore/next";
    private static final String RESTORE_ERROR = PREFIX + "restore/error";
    private static final String INIT_ERROR = PREFIX + "init/error";
    private static final String INVOCATION = PREFIX + "invocation/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Environment environment;
    private final FunctionSpec spec;
    private final String region;
    private final Clock clock;
    private final LoopbackServer server;

    RuntimeApi(Environment environment, FunctionSpec spec, String region, Clock clock) throws IOException {
        this.environment = environment;
        this.spec = spec;
        this.region = region;
        this.clock = clock;
        this.server = LoopbackServer.start(0, spec.name() + "-runtime-api", this::handle);
    }

    /// `host:port`, as `AWS_LAMBDA_RUNTIME_API` has it.
    String address() {
        return "127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String method = exchange.getRequestMethod();
            if (method.equals("GET") && path.equals(NEXT)) {
                next(exchange);
            } else if (method.equals("GET") && path.equals(RESTORED)) {
                environment.snapshot();
                answer(exchange, 200, "");
            } else if (method.equals("POST") && (path.equals(INIT_ERROR) || path.equals(RESTORE_ERROR))) {
                environment.initFailed(error(exchange));
                answer(exchange, 202, "{\"status\":\"OK\"}");
            } else if (method.equals("POST") && path.startsWith(INVOCATION)) {
                answered(exchange, path.substring(INVOCATION.length()));
            } else {
                refuse(exchange, 404, "NotFound", "no such operation of the Runtime API: " + method + " " + path);
            }
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        Invocation invocation;
        try {
            invocation = environment.next();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            send(exchange, invocation);
        } catch (IOException e) {
            environment.giveBack(invocation);
        }
    }

    private void send(HttpExchange exchange, Invocation invocation) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id);
        headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(clock.millis() + spec.timeout().toMillis()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", spec.arn(region));
        headers.set("Lambda-Runtime-Trace-Id", trace());
        exchange.sendResponseHeaders(200, invocation.event.length == 0 ? -1 : invocation.event.length);
        exchange.getResponseBody().write(invocation.event);
    }

    /// A new X-Ray trace: time in seconds and 96 random bits, not sampled.
    private String trace() {
        UUID random = UUID.randomUUID();
        HexFormat hex = HexFormat.of();
        return "Root=1-" + hex.toHexDigits((int) clock.instant().getEpochSecond()) + "-"
                + hex.toHexDigits(random.getMostSignificantBits())
                + hex.toHexDigits((int) random.getLeastSignificantBits()) + ";Sampled=0";
    }

    private void answered(HttpExchange exchange, String rest) throws IOException {
        int slash = rest.indexOf('/');
        String id = slash < 0 ? rest : rest.substring(0, slash);
        Outcome outcome = switch (slash < 0 ? "" : rest.substring(slash + 1)) {
            case "response" -> response(exchange);
            case "error" -> error(exchange);
            default -> null;
        };
        if (outcome == null) {
            refuse(exchange, 404, "NotFound", "no such operation of the Runtime API: " + rest);
        } else if (!environment.answer(id, outcome)) {
            refuse(exchange, 400, "InvalidRequestID", "this environment is not running invocation " + id);
        } else if (outcome instanceof Outcome.Threw(String type, String message) && type.equals(TOO_LARGE)) {
            refuse(exchange, 413, type, message);
        } else {
            answer(exchange, 202, "{\"status\":\"OK\"}");
        }
    }

    private static final String TOO_LARGE = "Function.ResponseSizeTooLarge";

    private static Outcome response(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_RESPONSE + 1);
        if (body.length > LARGEST_RESPONSE) {
            exchange.getRequestBody().transferTo(java.io.OutputStream.nullOutputStream());
            return new Outcome.Threw(TOO_LARGE, "the response is larger than " + LARGEST_RESPONSE + " bytes");
        }
        return new Outcome.Returned(body);
    }

    private static Outcome.Threw error(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_RESPONSE);
        String type = exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type");
        JsonNode error;
        try {
            error = JSON.readTree(body);
        } catch (IOException e) {
            return new Outcome.Threw(type == null ? "Unknown" : type, "");
        }
        return new Outcome.Threw(error.path("errorType").asText(type == null ? "Unknown" : type),
                error.path("errorMessage").asText(""));
    }

    private static void refuse(HttpExchange exchange, int status, String type, String message) throws IOException {
        answer(exchange, status,
                JSON.createObjectNode().put("errorType", type).put("errorMessage", message).toString());
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
