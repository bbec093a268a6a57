package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import engram.domain.Backoff;
import engram.domain.CatalogDocument.ChunkEntry;
import engram.domain.CatalogDocument;
import engram.domain.ChunkHash;
import engram.domain.DocumentId;
import engram.domain.Lease;
import engram.domain.Leases.Claim;
import engram.domain.Leases.Release;
import engram.domain.ModelVersion;
import engram.domain.ObjectState;
import engram.domain.OutOfTime;
import engram.domain.PermanentFailure;
import engram.domain.PipelineVersion;
import engram.domain.Reason;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.domain.TextHash;
import engram.domain.TransientFailure;
import engram.domain.Workspace;
import engram.storage.circuit.Outage;
import engram.storage.circuit.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What becomes of the catalog's callers when DynamoDB is away, throttles, loses answers or lacks the table.
@Timeout(120)
class DynamoFailuresTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant UNTIL = NOW.plusSeconds(60);

    private final DocumentId id =
            new DocumentId(new Workspace("w" + UUID.randomUUID()), new SourcePath("failures/a.md"));

    @Test
    void anAnswerThatIsLostMakesTheRetryFindItsOwnEffect() {
        DynamoLeases leases = new DynamoLeases(new CatalogTable(losingEveryFirstAnswer(), "engram-catalog", Servers.circuit(Store.CATALOG)));

        Lease lease = claimed(leases, "a");
        assertThat(lease.hints()).isEqualTo(1);
        leases.raiseCeiling(lease, 5);
        leases.commit(lease, document(lease, 3));
        assertThat(leases.release(lease, 3, NOW, Duration.ZERO)).isEqualTo(new Release.Released());

        Lease again = claimed(leases, "b");
        leases.claim(id, "c", NOW, UNTIL);
        Release moved = leases.release(again, 3, NOW, Duration.ZERO);
        assertThat(moved).isInstanceOf(Release.HintsMoved.class);
        leases.giveBack(((Release.HintsMoved) moved).lease(), "tested");
        assertThat(claimed(leases, "d").dirty()).isTrue();
    }

    @Test
    void aTakeoverWhoseAnswerIsLostIsFoundAgain() {
        DynamoLeases leases = new DynamoLeases(new CatalogTable(losingEveryFirstAnswer(), "engram-catalog", Servers.circuit(Store.CATALOG)));
        Lease dead = claimed(leases, "a");

        Claim claim = leases.claim(id, "b", dead.until(), dead.until().plusSeconds(60));

        Lease taken = ((Claim.Claimed) claim).lease();
        assertThat(taken.dirty()).isTrue();
        assertThat(taken.hints()).isEqualTo(2);
    }

    @Test
    void anExpiredLeaseThatIsStillThereIsUsedAndKept() {
        DynamoLeases leases = new DynamoLeases(new CatalogTable(Servers.dynamoDb(), "engram-catalog", Servers.circuit(Store.CATALOG)));
        Lease lease = claimed(leases, "a");
        leases.release(lease, 0, NOW, Duration.ofDays(30));
        assertThat(row()).containsKey("expiresAt").doesNotContainKeys("unsettled", "unsettledSince", "owner", "path");
        assertThat(row().get("expiresAt").n()).isEqualTo(Long.toString(NOW.plus(Duration.ofDays(30)).getEpochSecond()));

        claimed(leases, "b");

        assertThat(row()).doesNotContainKey("expiresAt").containsKeys("unsettled", "unsettledSince", "path");
        assertThat(row().get("unsettled").s()).matches("[0-7]");
        assertThat(row().get("path").s()).isEqualTo("failures/a.md");
    }

    @Test
    void aCallerWhoIsInterruptedSaysNothingAboutTheTable() {
        DynamoLeases leases = new DynamoLeases(new CatalogTable(Servers.dynamoDb(), "engram-catalog", Servers.circuit(Store.CATALOG)));

        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> claimed(leases, "a")).isInstanceOf(OutOfTime.class);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void moreChunksThanARowHasRoomForAreAPermanentFailure() {
        DynamoLeases leases = new DynamoLeases(new CatalogTable(Servers.dynamoDb(), "engram-catalog", Servers.circuit(Store.CATALOG)));
        Lease lease = claimed(leases, "a");

        assertThatThrownBy(() -> leases.commit(lease, document(lease, 30_000)))
                .isInstanceOfSatisfying(PermanentFailure.class, failure ->
                        assertThat(failure.rejection().reason()).isEqualTo(Reason.TOO_MANY_CHUNKS))
                .hasMessageContaining("for 30000 chunks, and has 409600");
    }

    @Test
    void chunksInAnyOrderComeBackAsTheyWere() {
        Random random = new Random(11);
        for (int round = 0; round < 50; round++) {
            List<ChunkEntry> chunks = new ArrayList<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                int start = random.nextInt(Integer.MAX_VALUE - 100_000);
                chunks.add(new ChunkEntry(
                        new ChunkHash(random.nextLong(), random.nextLong()), start, start + random.nextInt(100_000)));
            }
            assertThat(ChunkTable.of(chunks).chunks()).isEqualTo(chunks);
        }
    }

    @Test
    void aChunkTableThatWasCutOffIsNotRead() {
        ChunkTable table = ChunkTable.of(Collections.nCopies(3, new ChunkEntry(new ChunkHash(1, 2), 5, 900)));

        assertThatThrownBy(() -> new ChunkTable(table.hashes(), new byte[] {1, 2}).chunks())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("48 bytes of hashes and 2 of offsets");
    }

    @Test
    void aMissingTableIsNamedWithWhatToDo() {
        CatalogTable table = new CatalogTable(Servers.dynamoDb(), "no-such-table", Servers.circuit(Store.CATALOG));

        assertThatThrownBy(() -> new DynamoLeases(table).claim(id, "a", NOW, UNTIL))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("DynamoDB table no-such-table (http://127.0.0.1:")
                .hasMessageContaining("answered 400 ResourceNotFoundException: create the table from infra/catalog-table.json");
    }

    @Test
    void aDynamoDbThatIsAwayIsNamed() throws IOException {
        URI away;
        try (ServerSocket socket = new ServerSocket(0)) {
            away = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        CatalogTable table = new CatalogTable(Servers.dynamoDb(away), "engram-catalog", Servers.circuit(Store.CATALOG));

        assertThatThrownBy(() -> new DynamoCatalog(table, Servers.backoff()).find(List.of(id)))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("DynamoDB table engram-catalog (" + away + ") did not answer: ");
    }

    @Test
    void whoAnswersWhatIsNoHttpHasNotAnswered() throws Exception {
        for (String garbage : List.of("\0\1\2 broken\r\n\r\n", "HTTP/1.1 OK\r\n\r\n", "{}", "")) {
            try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
                Thread.ofVirtual().start(() -> answer(server, garbage));
                URI broken = URI.create("http://127.0.0.1:" + server.getLocalPort());
                CatalogTable table = new CatalogTable(Servers.dynamoDb(broken), "engram-catalog", Servers.circuit(Store.CATALOG));

                assertThatThrownBy(() -> new DynamoLeases(table).claim(id, "a", NOW, UNTIL))
                        .as(garbage)
                        .isInstanceOf(Outage.class)
                        .hasMessageContaining("(" + broken + ") did not answer: ");
            }
        }
    }

    /// Reads what comes first of a request, and ends the connection after these words, until the server is closed.
    private static void answer(ServerSocket server, String words) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.getInputStream().read(new byte[1 << 16]);
                client.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                // The client went away, or the test is over.
                continue;
            }
        }
    }

    @Test
    void whatIsLeftUnprocessedIsAskedAgain() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        String unprocessed = "{\"Responses\":{},\"UnprocessedKeys\":{\"e\":{\"Keys\":[{\"text\":{\"S\":\"x\"}}]}}}";
        try (FakeServer server = new FakeServer(exchange -> FakeServer.say(
                exchange, 200, requests.incrementAndGet() < 4 ? unprocessed : "{\"Responses\":{},\"UnprocessedKeys\":{}}"))) {
            List<Duration> pauses = new ArrayList<>();
            DynamoEmbeddingCache cache = cache(server, pauses);

            assertThat(cache.find(new ModelVersion("m"), List.of(TextHash.of("x")))).isEmpty();
            assertThat(requests).hasValue(4);
            assertThat(pauses).hasSize(3);
        }
    }

    @Test
    void whatIsLeftUnprocessedForEverIsAFailure() throws IOException {
        try (FakeServer server = FakeServer.saying(
                200, "{\"Responses\":{},\"UnprocessedKeys\":{\"e\":{\"Keys\":[{\"text\":{\"S\":\"x\"}}]}}}")) {
            List<Duration> pauses = new ArrayList<>();

            assertThatThrownBy(() -> cache(server, pauses).find(new ModelVersion("m"), List.of(TextHash.of("x"))))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageContaining("left requests unprocessed: gave up after 8 tries");
            assertThat(pauses).hasSize(7);
        }
    }

    private static DynamoEmbeddingCache cache(FakeServer server, List<Duration> pauses) {
        Backoff backoff = new Backoff(
                Duration.ofMillis(25), Duration.ofSeconds(1), 8, new Random(5), InstantSource.system(), pauses::add);
        return new DynamoEmbeddingCache(Servers.dynamoDb(server.endpoint()), "e", () -> 8, Duration.ofDays(1), backoff, Servers.circuit(Store.EMBEDDINGS));
    }

    private Lease claimed(DynamoLeases leases, String owner) {
        return ((Claim.Claimed) leases.claim(id, owner, NOW, UNTIL)).lease();
    }

    private Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> row() {
        return Servers.dynamoDb()
                .getItem(get -> get.tableName("engram-catalog").key(LeaseRow.key(id)).consistentRead(true))
                .item();
    }

    private CatalogDocument document(Lease lease, int chunks) {
        List<ChunkEntry> entries = new ArrayList<>();
        for (int i = 0; i < chunks; i++) {
            entries.add(new ChunkEntry(new ChunkHash(i, i), 1_000 * i, 1_000 * (i + 1)));
        }
        ObjectState object = new ObjectState("e", Optional.empty(), 1, NOW, "text/plain", Map.of());
        return new CatalogDocument(id, lease.generation(), Status.INDEXED, Optional.empty(), Optional.of(object),
                new PipelineVersion("p"), new ModelVersion("m"), "", entries, NOW, Optional.empty());
    }

    /// The first answer to each change arrives as an error, after the change took effect; the SDK then tries again.
    private static DynamoDbClient losingEveryFirstAnswer() {
        return Servers.dynamoDb(Servers.get().dynamoDb(), new LosesFirstAnswers());
    }

    private static final class LosesFirstAnswers implements ExecutionInterceptor {
        private final ThreadLocal<AtomicBoolean> lost = ThreadLocal.withInitial(AtomicBoolean::new);

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            lost.get().set(false);
        }

        @Override
        public software.amazon.awssdk.http.SdkHttpResponse modifyHttpResponse(
                Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            if (lost.get().compareAndSet(false, true)) {
                return context.httpResponse().toBuilder().statusCode(500).build();
            }
            return context.httpResponse();
        }
    }
}
