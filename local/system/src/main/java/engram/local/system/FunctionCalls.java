package engram.local.system;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import engram.local.system.http.Problem;
import engram.local.system.lambda.LambdaFunction;
import engram.local.system.lambda.Outcome;
import engram.local.system.lambda.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Invokes a function with the event that is posted, as `aws lambda invoke` does for a deployed one: `POST /_local/functions/NAME`. For programs on this
/// machine; not for web pages, which show themselves by an `Origin`. With `?report` the answer says what the invocation took as well.
final class FunctionCalls implements HttpHandler {

    static final String PREFIX = ControlApi.PREFIX + "functions/";

    /// Lambda's bound on the event of a synchronous invocation.
    private static final int LARGEST_EVENT = 6 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String REPORT = "report";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectReader ANSWER = JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final List<LambdaFunction> functions;

    FunctionCalls(List<LambdaFunction> functions) {
        this.functions = List.copyOf(functions);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (exchange.getRequestHeaders().containsKey("Origin")) {
            new Problem(403, "FORBIDDEN", "Forbidden", "web pages have no access").send(exchange);
            return;
        }
        String name = exchange.getRequestURI().getPath().substring(PREFIX.length());
        var named = functions.stream().filter(function -> function.spec().name().equals(name)).findFirst();
        byte[] event = exchange.getRequestBody().readNBytes(LARGEST_EVENT + 1);
        if (named.isEmpty() || !exchange.getRequestMethod().equals("POST")) {
            new Problem(404, "NOT_FOUND", "Not Found", "there is no function " + name + " to post an event to; there are "
                    + functions.stream().map(function -> function.spec().name()).toList()).send(exchange);
        } else if (event.length > LARGEST_EVENT) {
            new Problem(413, "INVALID_INPUT", "Content Too Large", "an event has at most " + LARGEST_EVENT + " bytes").send(exchange);
        } else {
            invoke(exchange, named.get(), event);
        }
    }

    private static void invoke(HttpExchange exchange, LambdaFunction function, byte[] event) throws IOException {
        Ran ran;
        try {
            ran = function.run(event, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ran = new Ran("", new Outcome.NotStarted("the host is going down"), Duration.ZERO, 0);
        }
        if (REPORT.equals(exchange.getRequestURI().getQuery())) {
            answer(exchange, report(function, ran));
        } else {
            answer(exchange, function.spec().name(), ran.outcome());
        }
    }

    private static void answer(HttpExchange exchange, String name, Outcome outcome) throws IOException {
        switch (outcome) {
            case Outcome.Returned(byte[] body) -> answer(exchange, body);
            // The function's own words: whoever may post events may read them.
            case Outcome.Threw(String type, String message) ->
                new Problem(422, "FUNCTION_FAILED", "Unprocessable Content", message.isEmpty() ? name + " threw " + type : message).send(exchange);
            case Outcome.Died _, Outcome.TimedOut _, Outcome.NotStarted _ ->
                new Problem(503, "UNAVAILABLE", "Service Unavailable", name + " " + outcome.line() + "; its log says more").send(exchange);
        }
    }

    private static void answer(HttpExchange exchange, byte[] json) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, json.length == 0 ? -1 : json.length);
        exchange.getResponseBody().write(json);
    }

    private static byte[] report(LambdaFunction function, Ran ran) throws IOException {
        ObjectNode report = JSON.createObjectNode()
                .put("function", function.spec().name())
                .put("requestId", ran.requestId())
                .put("milliseconds", ran.time().toNanos() / 1e6)
                .put("memoryBytes", Resident.bytes(ran.pid()))
                .put("memoryLimitBytes", (long) function.spec().memory() << 20)
                .put("log", function.log().toString());
        switch (ran.outcome()) {
            case Outcome.Returned(byte[] body) -> report.set("answer", body.length == 0 ? NullNode.instance : read(body));
            case Outcome.Threw(String type, String message) -> report.putObject("error").put("type", type).put("message", message);
            case Outcome.Died _, Outcome.TimedOut _, Outcome.NotStarted _ ->
                report.putObject("error").put("type", "Unavailable").put("message", "it " + ran.outcome().line());
        }
        return JSON.writeValueAsBytes(report);
    }

    /// What a function returned; a text, if that is no JSON.
    private static JsonNode read(byte[] body) throws IOException {
        try {
            return ANSWER.readTree(body);
        } catch (JacksonException _) {
            return TextNode.valueOf(new String(body, StandardCharsets.UTF_8));
        }
    }
}
