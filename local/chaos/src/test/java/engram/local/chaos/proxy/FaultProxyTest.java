package engram.local.chaos.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class FaultProxyTest {

    private static final int ALL = 1;

    private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService serving = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setExecutor(serving);
        server.createContext("/", this::serve);
        server.start();
        proxy = FaultProxy.start(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), 7);
    }

    @AfterEach
    void stop() {
        proxy.close();
        client.shutdownNow();
        server.stop(0);
        serving.close();
    }

    /// Answers with the body that came, in one piece or in chunks, or with nothing.
    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            arrived.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body.length);
            switch (exchange.getRequestURI().getPath()) {
                case "/chunked" -> exchange.sendResponseHeaders(200, 0);
                case "/nothing" -> exchange.sendResponseHeaders(204, -1);
                default -> exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            }
            if (body.length > 0 && !exchange.getRequestURI().getPath().equals("/nothing")) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Test
    void aWitnessHearsOfEachRequestAndOfItsOperation() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (FaultProxy witnessed = FaultProxy.start(proxy.endpoint(), 7, (line, target) -> seen.add(line + " " + target.orElse("none")))) {
            client.send(HttpRequest.newBuilder(URI.create(witnessed.endpoint() + "/engram?list-type=2")).build(),
                    HttpResponse.BodyHandlers.discarding());
            client.send(HttpRequest.newBuilder(witnessed.endpoint()).header("X-Amz-Target", "DynamoDB_20120810.GetItem")
                    .POST(HttpRequest.BodyPublishers.ofString("{}")).build(), HttpResponse.BodyHandlers.discarding());
        }

        assertThat(seen).containsExactly("GET /engram?list-type=2 HTTP/1.1 none", "POST / HTTP/1.1 DynamoDB_20120810.GetItem");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(proxy.endpoint() + path)).timeout(Duration.ofMinutes(1));
    }

    private HttpResponse<byte[]> post(String path, byte[] body) throws IOException, InterruptedException {
        return client.send(request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void assertThatNothingArrives() {
        assertThat(arrived).isEmpty();
    }

    @Test
    void whatPassesIsTheSameOnBothSides() throws Exception {
        byte[] large = new byte[3_000_000];
        new Random(1).nextBytes(large);

        assertThat(post("/sized", large).body()).isEqualTo(large);
        assertThat(post("/chunked", large).body()).isEqualTo(large);
        assertThat(post("/nothing", bytes("a")).statusCode()).isEqualTo(204);
        HttpResponse<byte[]> chunkedBothWays = client.send(request("/chunked")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(chunkedBothWays.body()).isEqualTo(large);
        assertThat(client.send(request("/").HEAD().build(), HttpResponse.BodyHandlers.ofByteArray()).statusCode()).isEqualTo(200);
        assertThat(proxy.requests()).isEqualTo(5);
    }

    @Test
    void aClientThatWaitsToBeToldToGoOnIsTold() throws Exception {
        HttpResponse<byte[]> answer = client.send(request("/").expectContinue(true)
                .POST(HttpRequest.BodyPublishers.ofString("body")).build(), HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.body()).isEqualTo(bytes("body"));
    }

    @Test
    void aDelayedRequestArrives() throws Exception {
        proxy.inject(new Fault.Delay(Duration.ofMillis(50)), ALL);

        assertThat(post("/", bytes("a")).body()).isEqualTo(bytes("a"));
    }

    @Test
    void aDelayEndsWithItsFault() throws Exception {
        Injection injection = proxy.inject(new Fault.Delay(Duration.ofDays(1)), ALL);
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                request("/").POST(HttpRequest.BodyPublishers.ofString("a")).build(), HttpResponse.BodyHandlers.ofByteArray());
        await(() -> injection.met() == 1);

        injection.close();

        assertThat(answer.get(1, TimeUnit.MINUTES).body()).isEqualTo(bytes("a"));
    }

    @Test
    void aSlowAnswerIsWholeAndFasterOnceTheFaultHasEnded() throws Exception {
        Injection injection = proxy.inject(new Fault.Slow(100), ALL);
        byte[] large = new byte[1_000_000];
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                request("/").POST(HttpRequest.BodyPublishers.ofByteArray(large)).build(), HttpResponse.BodyHandlers.ofByteArray());
        arrived.take();
        assertThat(answer).isNotDone();

        injection.close();

        assertThat(answer.get(1, TimeUnit.MINUTES).body()).isEqualTo(large);
    }

    @Test
    void aCutConnectionBringsNothing() {
        proxy.inject(new Fault.Cut(), ALL);

        assertThatThrownBy(() -> post("/", bytes("a"))).isInstanceOf(IOException.class);
        assertThatNothingArrives();
    }

    @Test
    void aRequestWhoseAnswerIsLostHasArrived() {
        proxy.inject(new Fault.LostAnswer(), ALL);

        assertThatThrownBy(() -> post("/", bytes("a"))).isInstanceOf(IOException.class);
        assertThat(arrived).contains("POST / 1");
    }

    @Test
    void anAnswerIsCutInTheMiddle() throws Exception {
        proxy.inject(new Fault.CutAnswer(500), ALL);
        try (Socket raw = new Socket(proxy.endpoint().getHost(), proxy.endpoint().getPort())) {
            raw.getOutputStream().write(bytes("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n" + "a".repeat(1000)));

            assertThat(raw.getInputStream().readAllBytes()).hasSize(500);
        }
    }

    @Test
    void silenceLastsAsLongAsItsFault() throws Exception {
        Injection injection = proxy.inject(new Fault.Silence(), ALL);
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                request("/").POST(HttpRequest.BodyPublishers.ofString("a")).build(), HttpResponse.BodyHandlers.ofByteArray());
        await(() -> injection.met() == 1);
        assertThat(answer).isNotDone();

        injection.close();

        assertThat(answer.handle((_, failure) -> failure != null).get(1, TimeUnit.MINUTES)).isTrue();
        assertThatNothingArrives();
    }

    @Test
    void silenceLetsGoOfAClientThatWentAway() throws Exception {
        proxy.inject(new Fault.Silence(), ALL);
        try (Socket raw = new Socket(proxy.endpoint().getHost(), proxy.endpoint().getPort())) {
            raw.getOutputStream().write(bytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
            await(() -> proxy.sockets() == 1);
        }

        await(() -> proxy.sockets() == 0);
    }

    @Test
    void anAnswerOfTheProxyLeavesTheConnectionInOrder() throws Exception {
        try (Injection busy = proxy.inject(new Fault.Answer(503, "application/json", "{\"busy\":true}"), ALL)) {
            HttpResponse<byte[]> answer = post("/", bytes("a"));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo(bytes("{\"busy\":true}"));
            assertThat(busy.met()).isEqualTo(1);
        }
        assertThatNothingArrives();

        assertThat(post("/", bytes("b")).body()).isEqualTo(bytes("b"));
    }

    @Test
    void garbageIsNoAnswer() {
        proxy.inject(new Fault.Garbage(), ALL);

        assertThatThrownBy(() -> post("/", bytes("a"))).isInstanceOf(IOException.class);
        assertThatNothingArrives();
    }

    @Test
    void aRequestArrivesTwiceAndIsAnsweredOnce() throws Exception {
        proxy.inject(new Fault.Twice(), ALL);

        assertThat(post("/", bytes("abc")).body()).isEqualTo(bytes("abc"));
        assertThat(arrived).containsExactly("POST / 3", "POST / 3");
    }

    @Test
    void aLateRequestArrivesAfterItsConnectionHasEnded() throws Exception {
        proxy.inject(new Fault.Late(Duration.ofMillis(300)), ALL);

        assertThatThrownBy(() -> post("/", bytes("abc"))).isInstanceOf(IOException.class);
        assertThat(arrived.poll(1, TimeUnit.MINUTES)).isEqualTo("POST / 3");
    }

    @Test
    void requestsTooLongToBeKeptPass() throws Exception {
        byte[] large = new byte[FaultProxy.LARGEST_KEPT + 1];
        proxy.inject(new Fault.Late(Duration.ofDays(1)), ALL);

        assertThat(post("/", large).body()).isEqualTo(large);
    }

    @Test
    void noMoreThanSomeRequestsAreLateAtATime() throws Exception {
        proxy.inject(new Fault.Late(Duration.ofDays(1)), ALL);
        for (int i = 0; i < FaultProxy.MOST_KEPT; i++) {
            assertThatThrownBy(() -> post("/", bytes("a"))).isInstanceOf(IOException.class);
        }
        assertThat(proxy.late()).isEqualTo(FaultProxy.MOST_KEPT);

        assertThat(post("/", bytes("b")).body()).isEqualTo(bytes("b"));
    }

    @Test
    void aShareOfTheRequestsMeetsAFault() throws Exception {
        Injection injection = proxy.inject(new Fault.Answer(429, "text/plain", ""), 0.5);
        for (int i = 0; i < 200; i++) {
            post("/", bytes("a"));
        }

        assertThat(injection.met()).isBetween(50L, 150L);
        assertThat(arrived).hasSize(200 - (int) injection.met());
    }

    @Test
    void aServerThatIsAwayIsAConnectionThatEnds() {
        server.stop(0);

        assertThatThrownBy(() -> post("/", bytes("a"))).isInstanceOf(IOException.class);
    }

    @Test
    void nonsenseEndsTheConnection() throws Exception {
        for (String nonsense : List.of("x".repeat(100_000), "GET / HTTP/1.1\r\nContent-Length: many\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")) {
            try (Socket raw = new Socket(proxy.endpoint().getHost(), proxy.endpoint().getPort())) {
                raw.setSoTimeout(60_000);
                try {
                    raw.getOutputStream().write(bytes(nonsense));
                    raw.shutdownOutput();
                    raw.getInputStream().readAllBytes();
                } catch (SocketException e) {
                    // Ended while it was still being written to.
                    continue;
                }
            }
        }
        await(() -> proxy.sockets() == 0);
    }

    @Test
    void nothingIsLeftOpenAtTheEnd() throws Exception {
        proxy.inject(new Fault.Silence(), 0.5);
        proxy.inject(new Fault.Late(Duration.ofDays(1)), 0.5);
        for (int i = 0; i < 50; i++) {
            client.sendAsync(request("/").POST(HttpRequest.BodyPublishers.ofString("a")).build(), HttpResponse.BodyHandlers.discarding());
        }
        await(() -> proxy.requests() >= 50);

        proxy.close();

        assertThat(proxy.sockets()).isZero();
        assertThat(proxy.late()).isZero();
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waiting").isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
