package engram.local.system.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import engram.local.system.Journal;
import engram.local.system.lambda.LambdaFunction;
import engram.local.system.lambda.Outcome;
import engram.local.system.lambda.Trigger;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The HTTP API in front of the functions, on 127.0.0.1: the longest prefix that fits a path decides who answers. Bounds
/// are those of API Gateway: bodies of 10 MB, answers within 30 s. Requests that name another host are refused, so that
/// a web page cannot reach in by a name of its own that resolves to this machine.
public final class HttpFront implements AutoCloseable {

    /// Largest body of a request, in bytes.
    static final int LARGEST_BODY = 10 * 1024 * 1024;
    /// Largest event, in bytes: Lambda's bound on a synchronous invocation.
    static final int LARGEST_EVENT = 6 * 1024 * 1024;

    private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Map<String, HttpHandler> routes = new ConcurrentSkipListMap<>();
    private final LoopbackServer server;
    private final Duration longest;
    private final Journal journal;
    private final Clock clock;

    private HttpFront(int port, Duration longest, Journal journal, Clock clock) throws IOException {
        this.longest = longest;
        this.journal = journal;
        this.clock = clock;
        this.server = LoopbackServer.start(port, "http", this::handle);
    }

    /// @param port    0 for a free one
    /// @param longest how long an answer may take; API Gateway's 30 s outside of tests
    /// @throws IOException if the port is in use
    public static HttpFront start(int port, Duration longest, Journal journal, Clock clock) throws IOException {
        return new HttpFront(port, longest, journal, clock);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /// Requests below the trigger's prefix go to the function from now on.
    public void route(Trigger.Http trigger, LambdaFunction function) {
        routes.put(trigger.prefix(), exchange -> toFunction(exchange, function));
    }

    /// Requests below the prefix are answered here.
    public void route(String prefix, HttpHandler handler) {
        routes.put(prefix, handler);
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            if (!local(exchange.getRequestHeaders().getFirst("Host"))) {
                new Problem(403, "FORBIDDEN", "Forbidden", "this server answers to localhost only").send(exchange);
                return;
            }
            HttpHandler route = path == null ? null : route(path);
            if (routes.isEmpty()) {
                new Problem(503, "UNAVAILABLE", "Service Unavailable", "the system is starting").send(exchange);
            } else if (route == null) {
                new Problem(404, "NOT_FOUND", "Not Found", "nothing is served at this path").send(exchange);
            } else {
                route.handle(exchange);
            }
        }
    }

    private static boolean local(String host) {
        return host != null && HOSTS.contains(host.replaceFirst(":[0-9]+$", ""));
    }

    private HttpHandler route(String path) {
        HttpHandler best = null;
        int longestPrefix = -1;
        for (var route : routes.entrySet()) {
            if (path.startsWith(route.getKey()) && route.getKey().length() > longestPrefix) {
                longestPrefix = route.getKey().length();
                best = route.getValue();
            }
        }
        return best;
    }

    private void toFunction(HttpExchange exchange, LambdaFunction function) throws IOException {
        byte[] body = body(exchange);
        if (body == null) {
            tooLarge("the body is larger than " + LARGEST_BODY + " bytes").send(exchange);
            return;
        }
        byte[] event = new GatewayEvent(exchange.getRequestMethod(), exchange.getRequestURI(),
                exchange.getRequestHeaders(), body, UUID.randomUUID().toString(),
                exchange.getRemoteAddress().getAddress().getHostAddress(), clock.instant()).bytes();
        if (event.length > LARGEST_EVENT) {
            tooLarge("the request is larger than a function can be given, " + LARGEST_EVENT + " bytes").send(exchange);
            return;
        }
        answer(exchange, function, event);
    }

    /// @return null if it is too large
    private static byte[] body(HttpExchange exchange) throws IOException {
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(LARGEST_BODY + 1);
        if (body.length <= LARGEST_BODY) {
            return body;
        }
        // A client that is still sending would see a broken connection in place of the answer.
        in.skip(3L * LARGEST_BODY);
        return null;
    }

    private static Problem tooLarge(String detail) {
        return new Problem(413, "INVALID_INPUT", "Content Too Large", detail);
    }

    private void answer(HttpExchange exchange, LambdaFunction function, byte[] event) throws IOException {
        var invocation = new FutureTask<>(() -> function.invoke(event, longest));
        Thread.ofVirtual().name("http-invocation").start(invocation);
        Outcome outcome;
        try {
            outcome = invocation.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            outcome = new Outcome.TimedOut(longest);
        } catch (ExecutionException e) {
            throw new IOException("cannot invoke " + function.spec().name(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outcome = new Outcome.NotStarted("the host is going down");
        }
        send(exchange, function.spec().name(), outcome);
    }

    private void send(HttpExchange exchange, String name, Outcome outcome) throws IOException {
        switch (outcome) {
            case Outcome.Returned(byte[] answer) -> send(exchange, name, answer);
            case Outcome.Threw _, Outcome.Died _ -> failed(name).send(exchange);
            case Outcome.TimedOut _ -> new Problem(504, "QUERY_TIMEOUT", "Gateway Timeout",
                    name + " did not answer in time").send(exchange);
            case Outcome.NotStarted(String why) -> new Problem(503, "UNAVAILABLE", "Service Unavailable",
                    name + ": " + why).send(exchange);
        }
    }

    private void send(HttpExchange exchange, String name, byte[] answer) throws IOException {
        GatewayResponse response;
        try {
            response = GatewayResponse.of(answer);
        } catch (IOException e) {
            journal.say(name, "no answer of payload format 2.0: " + e.getMessage());
            failed(name).send(exchange);
            return;
        }
        response.send(exchange);
    }

    private static Problem failed(String name) {
        return new Problem(502, "UNAVAILABLE", "Bad Gateway", name + " failed; its log says why");
    }
}
