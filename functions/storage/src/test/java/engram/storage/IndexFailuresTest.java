package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import engram.domain.Chunk;
import engram.domain.ChunkIndex.Outcome;
import engram.domain.ChunkSearch.Candidates;
import engram.domain.ChunkSearch.Probe;
import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import engram.domain.Embedding;
import engram.domain.Filter;
import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.domain.Workspace;
import engram.storage.IndexConnection.Ask;
import engram.storage.circuit.Outage;
import engram.storage.circuit.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes of requests to an index that is away, slow, busy, or no index.
@Timeout(120)
class IndexFailuresTest {

    private static final DocumentId ID = new DocumentId(new Workspace("w"), new SourcePath("w/a.md"));
    private static final ChunkWrite DELETE = new ChunkWrite.Delete(0);

    @Test
    void anIndexThatIsAwayIsNamedWithWhatToDo() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        TestIndex index = new TestIndex(URI.create("http://127.0.0.1:" + free));

        assertThatThrownBy(() -> index.search().search(probe()))
                .isInstanceOf(TransientFailure.class)
                .hasMessage("OpenSearch (http://127.0.0.1:" + free
                        + ") refuses connections: is it running? ENGRAM_INDEX_ENDPOINT says where it is");
    }

    /// A queue of connections that nobody takes from is full after a few of them.
    @Test
    void aHostThatTakesNoConnectionIsAwayHoweverLittleTimeIsLeft() throws IOException {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            while (isTaken(full, waiting)) {}
            IndexTimeouts timeouts = new IndexTimeouts(Duration.ofMillis(100), Duration.ofMinutes(2), Duration.ofMinutes(2));
            URI endpoint = URI.create("http://127.0.0.1:" + full.getLocalPort());

            try (IndexConnection connection = new IndexConnection(
                    endpoint, timeouts, RequestSigner.NONE, Clock.systemUTC(), Servers.circuit(Store.INDEX))) {
                assertThatThrownBy(() -> connection.ask(Ask.json("GET", "/", new byte[0]), Instant.now().plusSeconds(50)))
                        .isInstanceOf(Outage.class)
                        .hasMessageContaining("takes no connection within 100 ms: is it running?");
            }
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private static boolean isTaken(ServerSocket server, List<Socket> waiting) throws IOException {
        Socket socket = new Socket();
        waiting.add(socket);
        try {
            socket.connect(server.getLocalSocketAddress(), 1_000);
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    @Test
    void aRequestDoesNotOutliveItsTime() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (FakeServer slow = new FakeServer(exchange -> {
            if (exchange.getRequestURI().getPath().startsWith("/_alias")) {
                FakeServer.say(exchange, 200, "{\"%s-model-1\":{}}"
                        .formatted(exchange.getRequestURI().getPath().substring("/_alias/".length())));
                return;
            }
            if (exchange.getRequestURI().getPath().endsWith("/_mapping")) {
                sayMapping(exchange);
                return;
            }
            // Begins to answer, and goes on a byte at a time: no read ever times out.
            exchange.sendResponseHeaders(200, 0);
            try {
                while (!over.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                }
            } catch (InterruptedException | IOException _) {
                over.countDown();
            }
        })) {
            TestIndex index = new TestIndex(slow.endpoint());
            Instant notAfter = index.clock.instant().plusSeconds(2);

            assertThatThrownBy(() -> index.index().write(ID, 1, List.of(DELETE), false, notAfter))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageContaining("did not answer within");
            // The server sees the connection end.
            assertThat(over.await(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatIsBusyOrStartingMayBeAskedAgain() throws IOException {
        for (int status : new int[] {429, 502, 503}) {
            try (FakeServer busy = FakeServer.saying(status, "<html>busy</html>")) {
                assertThatThrownBy(() -> new TestIndex(busy.endpoint()).search().search(probe()))
                        .isInstanceOf(TransientFailure.class)
                        .hasMessageContaining(busy.endpoint() + ") answered " + status + ": it is busy or starting");
            }
        }
    }

    @Test
    void whoeverIsNoOpenSearchIsFoundOut() throws IOException {
        for (String rubbish : List.of("<html>hello</html>", "", "{}", "[]", "{\"responses\":[{\"took\":\"x\"}]}")) {
            try (FakeServer other = FakeServer.saying(200, rubbish)) {
                assertThatThrownBy(() -> new TestIndex(other.endpoint()).search().search(probe()))
                        .as(rubbish)
                        .isInstanceOf(TransientFailure.class)
                        .hasMessageContaining("does ENGRAM_INDEX_ENDPOINT name an OpenSearch?");
            }
        }
    }

    @Test
    void whoMayNotUseTheIndexIsToldWhatToAllow() throws IOException {
        try (FakeServer closed = FakeServer.saying(403, "{\"Message\":\"not authorized\"}")) {
            assertThatThrownBy(() -> new TestIndex(closed.endpoint()).search().search(probe()))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageContaining("answered 403: allow the function's role");
        }
    }

    @Test
    void eachWriteIsJudgedByItself() throws IOException {
        try (FakeServer server = bulk("""
                {"took":1,"errors":true,"items":[
                {"delete":{"_index":"i","_id":"0","status":200,"result":"deleted"}},
                {"delete":{"_index":"i","_id":"1","status":404,"result":"not_found"}},
                {"index":{"_index":"i","_id":"2","status":409,"error":{"type":"version_conflict_engine_exception","reason":"r"}}},
                {"index":{"_index":"i","_id":"3","status":429,"error":{"type":"rejected_execution_exception","reason":"r"}}},
                {"index":{"_index":"i","_id":"4","status":503,"error":{"type":"unavailable_shards_exception","reason":"r"}}},
                {"index":{"_index":"i","_id":"5","status":400,"error":{"type":"mapper_parsing_exception",
                  "reason":"failed to parse field [text] of type [text]. Preview of field's value: 'secret'",
                  "caused_by":{"type":"illegal_argument_exception","reason":"secret"}}}}]}""")) {
            List<ChunkWrite> writes = List.of(DELETE, new ChunkWrite.Delete(1), upsert(2), upsert(3), upsert(4), upsert(5));

            assertThat(new TestIndex(server.endpoint()).index().write(ID, 1, writes, false, soon()))
                    .containsExactly(
                            new Outcome.Applied(),
                            new Outcome.Applied(),
                            new Outcome.Superseded(),
                            new Outcome.Busy("429 rejected_execution_exception"),
                            new Outcome.Busy("503 unavailable_shards_exception"),
                            new Outcome.Refused("400 mapper_parsing_exception, illegal_argument_exception in text"));
        }
    }

    @Test
    void anIndexThatTakesNoWritesIsNoFaultOfTheChunk() throws IOException {
        try (FakeServer server = bulk("""
                {"took":1,"errors":true,"items":[
                {"index":{"_index":"i","_id":"0","status":403,"error":{"type":"cluster_block_exception","reason":"index [i] blocked by: [FORBIDDEN/8/index write (api)];"}}},
                {"index":{"_index":"i","_id":"1","status":429,"error":{"type":"cluster_block_exception","reason":"disk usage exceeded flood-stage watermark"}}},
                {"index":{"_index":"i","_id":"2","status":403,"error":{"type":"security_exception","reason":"no permissions"}}},
                {"delete":{"_index":"i","_id":"3","status":400,"error":{"type":"index_closed_exception","reason":"closed"}}}]}""")) {
            List<ChunkWrite> writes = List.of(upsert(0), upsert(1), upsert(2), new ChunkWrite.Delete(3));

            assertThat(new TestIndex(server.endpoint()).index().write(ID, 1, writes, false, soon()))
                    .containsExactly(
                            new Outcome.Busy("403 cluster_block_exception"),
                            new Outcome.Busy("429 cluster_block_exception"),
                            new Outcome.Busy("403 security_exception"),
                            new Outcome.Busy("400 index_closed_exception"));
        }
    }

    /// Whoever took these for the chunk's fault would empty the index, one edited document after the other.
    @Test
    void whatTheIndexHasAgainstEveryChunkIsNoFaultOfOne() throws IOException {
        try (FakeServer server = bulk("""
                {"took":1,"errors":true,"items":[
                {"index":{"_index":"i","_id":"0","status":400,"error":{"type":"strict_dynamic_mapping_exception","reason":"mapping set to strict, dynamic introduction of [slot] within [_doc] is not allowed"}}},
                {"index":{"_index":"i","_id":"1","status":400,"error":{"type":"mapper_parsing_exception","reason":"failed to parse field [embedding] of type [knn_vector] in document with id '1'.","caused_by":{"type":"k_n_n_circuit_breaker_exception","reason":"r"}}}},
                {"index":{"_index":"i","_id":"2","status":400,"error":{"type":"illegal_argument_exception","reason":"Limit of total fields [1000] has been exceeded"}}},
                {"index":{"_index":"i","_id":"3","status":400,"error":{"type":"illegal_argument_exception","reason":"Document contains at least one immense term in field=\\"metadata._value\\" (whose UTF8 encoding is longer than the max length 32766)"}}}]}""")) {
            assertThat(new TestIndex(server.endpoint()).index().write(ID, 1, List.of(upsert(0), upsert(1), upsert(2), upsert(3)), false, soon()))
                    .satisfiesExactly(
                            mapping -> assertThat(mapping).isInstanceOf(Outcome.Busy.class),
                            breaker -> assertThat(breaker).isInstanceOf(Outcome.Busy.class),
                            fields -> assertThat(fields).isInstanceOf(Outcome.Busy.class),
                            term -> assertThat(term).isEqualTo(new Outcome.Refused("400 illegal_argument_exception in metadata._value")));
        }
        for (int status : new int[] {400, 413}) {
            try (FakeServer server = bulk(status, "{\"error\":{\"root_cause\":[],\"type\":\"parse_exception\",\"reason\":\"r\"},\"status\":" + status + "}")) {
                assertThat(new TestIndex(server.endpoint()).index().write(ID, 1, List.of(upsert(0)), false, soon()))
                        .hasOnlyElementsOfType(Outcome.Busy.class);
            }
        }
    }

    @Test
    void anAliasThatDoesNotSayWhichOfItsIndexesTakesWritesIsNoFaultOfTheChunk() {
        TestIndex index = new TestIndex();
        index.bootstrap().ensure(soon());
        index.ask("PUT", "/" + index.alias + "-other", "{\"aliases\":{\"" + index.alias + "\":{}}}");
        index.ask("POST", "/_aliases", "{\"actions\":[{\"add\":{\"index\":\"" + index.alias + "-model-1\",\"alias\":\""
                + index.alias + "\",\"is_write_index\":false}}]}");

        assertThat(index.index().write(ID, 1, List.of(DELETE, upsert(1)), false, soon()))
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(Outcome.Busy.class, busy -> assertThat(busy.why()).contains("no write index")));
        assertThat(index.index().write(ID, 1, List.of(DELETE), false, soon()))
                .hasOnlyElementsOfType(Outcome.Busy.class);
    }

    @Test
    void aRequestThatFailsForWantOfAWriteIndexIsNoFaultOfItsChunks() throws IOException {
        String answer = "{\"error\":{\"root_cause\":[],\"type\":\"illegal_argument_exception\",\"reason\":"
                + "\"no write index is defined for alias [engram]. The write index may be explicitly disabled\"},\"status\":400}";
        try (FakeServer ambiguous = bulk(400, answer)) {
            assertThat(new TestIndex(ambiguous.endpoint()).index().write(ID, 1, List.of(upsert(0)), false, soon()))
                    .hasOnlyElementsOfType(Outcome.Busy.class);
        }
    }

    @Test
    void aBlockOfTheWholeIndexIsNamed() throws IOException {
        String answer = "{\"error\":{\"root_cause\":[],\"type\":\"cluster_block_exception\",\"reason\":\"index [i] blocked by:"
                + " [FORBIDDEN/12/index read-only / allow delete (api)];\"},\"status\":403}";
        try (FakeServer full = bulk(403, answer)) {
            assertThatThrownBy(() -> new TestIndex(full.endpoint()).index().write(ID, 1, List.of(upsert(0)), false, soon()))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageContaining("the index is blocked, as when its disk is full: make room");
        }
    }

    @Test
    void anAnswerThatLeavesWritesOutIsAFailure() throws IOException {
        try (FakeServer server = bulk("{\"took\":1,\"errors\":false,\"items\":[]}")) {
            assertThatThrownBy(() -> new TestIndex(server.endpoint()).index().write(ID, 1, List.of(DELETE), false, soon()))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageContaining("judged 0 of 1 writes");
        }
    }

    @Test
    void aConnectionThatDiedMeanwhileIsReplaced() throws IOException {
        AtomicInteger searches = new AtomicInteger();
        String nothing = "{\"took\":1,\"responses\":[{\"took\":1,\"timed_out\":false,\"status\":200,"
                + "\"_shards\":{\"total\":1,\"successful\":1,\"failed\":0},\"hits\":{\"hits\":[]}}]}";
        try (FakeServer server = new FakeServer(exchange -> {
            if (searches.getAndIncrement() == 1) {
                // Ends the connection without a word, as a restarted server does.
                exchange.close();
            } else {
                FakeServer.say(exchange, 200, nothing);
            }
        })) {
            TestIndex index = new TestIndex(server.endpoint());

            for (int i = 0; i < 3; i++) {
                assertThat(index.search().search(probe())).isEqualTo(new Candidates(List.of(), List.of()));
            }
            assertThat(searches).hasValue(4);
        }
    }

    @Test
    void partOfAnIndexIsNotTakenForTheWhole() throws IOException {
        try (FakeServer server = FakeServer.saying(200, """
                {"took":1,"responses":[{"took":1,"timed_out":false,"status":200,
                "_shards":{"total":2,"successful":1,"failed":1},"hits":{"hits":[]}}]}""")) {
            assertThatThrownBy(() -> new TestIndex(server.endpoint()).search().search(probe()))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageContaining("a part of the index only");
        }
    }

    @Test
    void aHostThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> new TestIndex(URI.create("http://no-such-host.invalid")).search().search(probe()))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("there is no such host, set ENGRAM_INDEX_ENDPOINT");
    }

    private static FakeServer bulk(String answer) throws IOException {
        return bulk(200, answer);
    }

    private static FakeServer bulk(int status, String answer) throws IOException {
        return new FakeServer(exchange -> {
            String path = exchange.getRequestURI().getPath();
            if (path.startsWith("/_alias/")) {
                FakeServer.say(exchange, 200, "{\"" + path.substring("/_alias/".length()) + "-model-1\":{}}");
            } else if (path.endsWith("/_mapping")) {
                sayMapping(exchange);
            } else {
                FakeServer.say(exchange, status, answer);
            }
        });
    }

    private static void sayMapping(HttpExchange exchange) throws IOException {
        FakeServer.say(exchange, 200, "{\"" + exchange.getRequestURI().getPath().split("/")[1] + "\":{\"mappings\":{}}}");
    }

    private static ChunkWrite upsert(int slot) {
        return new ChunkWrite.Upsert(
                slot, new Chunk(0, 1, "x", "", List.of(), "x", "text/plain", Map.of()), Embedding.of(1, 0));
    }

    private static Probe probe() {
        return new Probe(ID.workspace(), Optional.empty(), Optional.of("x"), Filter.ALL, 10);
    }

    private static Instant soon() {
        return Instant.now().plus(Duration.ofSeconds(60));
    }
}
