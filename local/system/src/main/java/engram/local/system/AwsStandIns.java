package engram.local.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import engram.local.system.http.Problem;
import engram.local.system.lambda.LambdaFunction;
import engram.local.system.lambda.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What functions ask of Lambda and of CodeDeploy, below `/_local/aws/`: invocations of each other, and the outcome of a deployment's hook, which is
/// told to the journal, as there is no deployment. For functions on this machine; not for web pages, which show themselves by an `Origin`.
final class AwsStandIns implements HttpHandler {

    static final String PREFIX = ControlApi.PREFIX + "aws/";

    private static final Pattern INVOCATION = Pattern.compile(Pattern.quote(PREFIX) + "2015-03-31/functions/([A-Za-z0-9_-]{1,64})/invocations");
    private static final String HOOK = "CodeDeploy_20141006.PutLifecycleEventHookExecutionStatus";
    private static final int LARGEST_EVENT = 6 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<LambdaFunction> functions;
    private final Journal journal;

    AwsStandIns(List<LambdaFunction> functions, Journal journal) {
        this.functions = List.copyOf(functions);
        this.journal = journal;
    }

    /// Where a client of Lambda or CodeDeploy is led.
    static String endpoint(String system) {
        return system + PREFIX.substring(0, PREFIX.length() - 1);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (exchange.getRequestHeaders().containsKey("Origin")) {
            new Problem(403, "FORBIDDEN", "Forbidden", "web pages have no access").send(exchange);
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_EVENT + 1);
        Matcher invocation = INVOCATION.matcher(exchange.getRequestURI().getPath());
        if (body.length > LARGEST_EVENT) {
            new Problem(413, "INVALID_INPUT", "Content Too Large", "a request has at most " + LARGEST_EVENT + " bytes").send(exchange);
        } else if (invocation.matches()) {
            invoke(exchange, invocation.group(1), body);
        } else if (HOOK.equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))) {
            hear(exchange, JSON.readTree(body));
        } else {
            new Problem(404, "NOT_FOUND", "Not Found", "there are invocations of Lambda, and " + HOOK + " of CodeDeploy").send(exchange);
        }
    }

    private void invoke(HttpExchange exchange, String name, byte[] event) throws IOException {
        var named = functions.stream().filter(function -> function.spec().name().equals(name)).findFirst();
        if (named.isEmpty()) {
            new Problem(404, "NOT_FOUND", "Not Found", "there is no function " + name).send(exchange);
            return;
        }
        try {
            switch (named.get().run(event, PATIENCE).outcome()) {
                case Outcome.Returned(byte[] answer) -> send(exchange, answer);
                case Outcome.Threw(String type, String message) -> {
                    exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
                    send(exchange, bytes(JSON.createObjectNode().put("errorType", type).put("errorMessage", message)));
                }
                case Outcome.Died _, Outcome.TimedOut _, Outcome.NotStarted _ ->
                    new Problem(503, "UNAVAILABLE", "Service Unavailable", name + " gave no answer; its log says more").send(exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            new Problem(503, "UNAVAILABLE", "Service Unavailable", "the system is going down").send(exchange);
        }
    }

    private void hear(HttpExchange exchange, JsonNode outcome) throws IOException {
        journal.say("smoke", "tells CodeDeploy of deployment %s: %s"
                .formatted(word(outcome.path("deploymentId").asText()), word(outcome.path("status").asText())));
        send(exchange, bytes(JSON.createObjectNode()
                .put("lifecycleEventHookExecutionId", outcome.path("lifecycleEventHookExecutionId").asText())));
    }

    /// What may stand in a log.
    private static String word(String text) {
        return text.replaceAll("[^A-Za-z0-9_-]", "?");
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, byte[] json) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, json.length == 0 ? -1 : json.length);
        exchange.getResponseBody().write(json);
    }
}
