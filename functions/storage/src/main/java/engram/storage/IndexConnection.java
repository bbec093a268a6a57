package engram.storage;

import engram.domain.OutOfTime;
import engram.domain.TransientFailure;
import engram.storage.circuit.Circuit;
import engram.storage.circuit.Outage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.opensearch.client.json.JsonpDeserializer;
import org.opensearch.client.json.JsonpMapper;
import org.opensearch.client.json.jackson.JacksonJsonpMapper;

/// The way to OpenSearch: connections that are kept, opened no sooner than they are needed, and requests that end by
/// their deadline whatever the server or the network does. Safe for use by several threads.
public final class IndexConnection implements AutoCloseable, Resource {

    private static final int MAX_ANSWER_BYTES = 64 << 20;
    private static final int MAX_CONNECTIONS = 32;
    private static final TimeValue KEPT_IDLE_UNCHECKED = TimeValue.ofSeconds(1);
    private static final Set<Integer> AWAY = Set.of(429, 502, 503, 504);
    private static final TimeValue KEPT_AT_MOST = TimeValue.ofMinutes(5);

    private final URI endpoint;
    private final IndexTimeouts timeouts;
    private final RequestSigner signer;
    private final Clock clock;
    private final Circuit circuit;
    private final PoolingHttpClientConnectionManager connections;
    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor deadlines;
    private final JsonpMapper json = new JacksonJsonpMapper();

    /// @param body what is sent; empty: nothing
    public record Ask(String method, String path, Map<String, String> parameters, ContentType type, byte[] body) {
        public static Ask json(String method, String path, byte[] body) {
            return new Ask(method, path, Map.of(), ContentType.APPLICATION_JSON, body);
        }

        /// Lines of JSON, as bulk and multiple search take them.
        static Ask lines(String path, Map<String, String> parameters, byte[] body) {
            return new Ask("POST", path, parameters, ContentType.create("application/x-ndjson"), body);
        }
    }

    public record Answer(int status, byte[] body) {}

    IndexConnection(URI endpoint, IndexTimeouts timeouts, RequestSigner signer, Clock clock, Circuit circuit) {
        this.endpoint = endpoint;
        this.timeouts = timeouts;
        this.signer = signer;
        this.clock = clock;
        this.circuit = circuit;
        this.connections = connections(timeouts);
        this.client = client(connections, timeouts);
        this.deadlines = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("index deadlines").factory());
        deadlines.setRemoveOnCancelPolicy(true);
        Core.getGlobalContext().register(this);
    }

    /// Before a snapshot of the process is taken (Lambda's SnapStart): no connection is to be in it, for whoever is restored from it has nobody at
    /// the other end.
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // Connections are opened when they are needed.
    }

    private static PoolingHttpClientConnectionManager connections(IndexTimeouts timeouts) {
        ConnectionConfig each = ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(timeouts.connect()))
                .setSocketTimeout(Timeout.of(timeouts.write()))
                .setValidateAfterInactivity(KEPT_IDLE_UNCHECKED)
                .setTimeToLive(KEPT_AT_MOST)
                .build();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDefaultConnectionConfig(each)
                .setMaxConnPerRoute(MAX_CONNECTIONS)
                .setMaxConnTotal(MAX_CONNECTIONS)
                .build();
    }

    private static CloseableHttpClient client(PoolingHttpClientConnectionManager connections, IndexTimeouts timeouts) {
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(timeouts.write()))
                        .setConnectionRequestTimeout(Timeout.of(timeouts.write()))
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .build();
    }

    JsonpMapper json() {
        return json;
    }

    /// For messages: what was asked and where.
    public String name() {
        return "OpenSearch (" + endpoint + ")";
    }

    /// When a search that begins now must have ended.
    public Instant searchDeadline() {
        return clock.instant().plus(timeouts.search());
    }

    /// How long a request with that deadline may take; not positive if it must not be sent any more.
    Duration timeFor(Instant notAfter) {
        Duration left = Duration.between(clock.instant(), notAfter);
        return left.compareTo(timeouts.write()) < 0 ? left : timeouts.write();
    }

    /// The answer, whatever its status, but for those that say that OpenSearch is away. A connection that turns out to be
    /// dead is replaced once: all that is asked here may be asked twice.
    ///
    /// @param notAfter the request is not sent, and does not outlive, this moment
    /// @throws TransientFailure if there is no answer in time
    public Answer ask(Ask ask, Instant notAfter) {
        return circuit.call(() -> present(answer(ask, notAfter)));
    }

    /// The same, but sent once whatever becomes of the connection: for what must not be done twice.
    Answer askOnce(Ask ask, Instant notAfter) {
        return circuit.call(() -> {
            try {
                return present(tryOnce(ask, notAfter));
            } catch (DeadConnection e) {
                throw broken(e);
            }
        });
    }

    /// The answer to a look at how the index is: asked whatever the circuit says, and telling it nothing.
    public Answer look(Ask ask, Instant notAfter) {
        return answer(ask, notAfter);
    }

    private Answer answer(Ask ask, Instant notAfter) {
        try {
            return tryOnce(ask, notAfter);
        } catch (DeadConnection e) {
            try {
                return tryOnce(ask, notAfter);
            } catch (DeadConnection again) {
                throw broken(again);
            }
        }
    }

    private Answer present(Answer answer) {
        if (AWAY.contains(answer.status())) {
            throw new Outage("%s answered %d: it is busy or starting".formatted(name(), answer.status()));
        }
        return answer;
    }

    private Outage broken(DeadConnection dead) {
        return new Outage("%s broke the connection: %s".formatted(name(), dead.getCause().getMessage()), dead);
    }

    /// What the answer's body says.
    ///
    /// @throws TransientFailure if it says something else
    <T> T read(Answer answer, JsonpDeserializer<T> reader) {
        try (var parser = json.jsonProvider().createParser(new ByteArrayInputStream(answer.body()))) {
            return reader.deserialize(parser, json);
        } catch (RuntimeException e) {
            throw new TransientFailure(
                    "%s answered %d with %d bytes that are not OpenSearch's: does ENGRAM_INDEX_ENDPOINT name an OpenSearch?"
                            .formatted(name(), answer.status(), answer.body().length),
                    e);
        }
    }

    private Answer tryOnce(Ask ask, Instant notAfter) throws DeadConnection {
        Duration time = timeFor(notAfter);
        if (!time.isPositive()) {
            throw new OutOfTime(name() + " was not asked: no time is left");
        }
        HttpUriRequestBase request = request(ask);
        Future<?> abort = deadlines.schedule(request::abort, time.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return client.execute(request, IndexConnection::answer);
        } catch (IOException e) {
            throw failure(request, time, e);
        } finally {
            abort.cancel(false);
        }
    }

    private TransientFailure failure(HttpUriRequestBase request, Duration time, IOException e) throws DeadConnection {
        return switch (e) {
            case IOException _ when request.isAborted() -> noAnswer(time, e);
            case ConnectTimeoutException _ ->
                new Outage("%s takes no connection within %d ms: is it running? ENGRAM_INDEX_ENDPOINT says where it is"
                        .formatted(name(), timeouts.connect().toMillis()), e);
            case java.net.SocketTimeoutException _ -> noAnswer(time, e);
            case UnknownHostException _ ->
                new Outage(name() + ": there is no such host, set ENGRAM_INDEX_ENDPOINT to the index", e);
            case ConnectException _ ->
                new Outage(
                        name() + " refuses connections: is it running? ENGRAM_INDEX_ENDPOINT says where it is", e);
            case AnswerTooLarge _ -> new TransientFailure(name() + ": " + e.getMessage(), e);
            default -> throw new DeadConnection(e);
        };
    }

    /// In less than half the time of a search nobody can expect an answer.
    private TransientFailure noAnswer(Duration time, IOException e) {
        String message = "%s did not answer within %d ms".formatted(name(), time.toMillis());
        return time.multipliedBy(2).compareTo(timeouts.search()) < 0 ? new OutOfTime(message, e) : new Outage(message, e);
    }

    private HttpUriRequestBase request(Ask ask) {
        StringBuilder path = new StringBuilder(endpoint.toString().replaceFirst("/$", "")).append(ask.path());
        char next = '?';
        for (Map.Entry<String, String> parameter : ask.parameters().entrySet()) {
            path.append(next).append(parameter.getKey()).append('=').append(parameter.getValue());
            next = '&';
        }
        HttpUriRequestBase request = new HttpUriRequestBase(ask.method(), URI.create(path.toString()));
        if (ask.body().length > 0) {
            request.setEntity(new ByteArrayEntity(ask.body(), ask.type()));
        }
        signer.sign(request, ask.body());
        return request;
    }

    private static Answer answer(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new Answer(response.getCode(), new byte[0]);
        }
        try (InputStream content = entity.getContent()) {
            byte[] body = content.readNBytes(MAX_ANSWER_BYTES + 1);
            if (body.length > MAX_ANSWER_BYTES) {
                throw new AnswerTooLarge();
            }
            return new Answer(response.getCode(), body);
        }
    }

    @Override
    public void close() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }

    /// The connection was kept from earlier, and its other end is gone.
    private static final class DeadConnection extends Exception {
        private static final long serialVersionUID = 1;

        DeadConnection(IOException cause) {
            super(cause);
        }
    }

    private static final class AnswerTooLarge extends IOException {
        private static final long serialVersionUID = 1;

        AnswerTooLarge() {
            super("the answer has more than " + MAX_ANSWER_BYTES + " bytes");
        }
    }
}
