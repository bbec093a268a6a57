package engram.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import engram.domain.ChunkSearch.Probe;
import engram.domain.ChunkSearch;
import engram.domain.DocumentId;
import engram.domain.Filter;
import engram.domain.IndexMissing;
import engram.domain.LeaseLost;
import engram.domain.Leases.Claim;
import engram.domain.SourcePath;
import engram.domain.TransientFailure;
import engram.domain.Workspace;
import engram.local.system.parts.EmbeddedServers;
import engram.local.system.parts.Part;
import engram.storage.circuit.CircuitSettings;
import engram.storage.circuit.CircuitState;
import engram.storage.circuit.Circuits;
import engram.storage.circuit.Store;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Circuits before real servers that are killed and suspended.
@Timeout(300)
class CircuitOnRealServersTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final DocumentId ID = new DocumentId(new Workspace("w"), new SourcePath("w/a.md"));
    private static final int OUTAGES = 2;

    private static EmbeddedServers servers;

    private final Circuits circuits =
            new Circuits(new CircuitSettings(OUTAGES, Duration.ofSeconds(1)), Clock.systemUTC());

    @BeforeAll
    static void start() {
        servers = EmbeddedServers.start(Part.DYNAMODB, Part.OPENSEARCH);
    }

    @AfterAll
    static void end() {
        if (servers != null) {
            servers.close();
        }
    }

    @Test
    void aKilledCatalogIsNotAskedAndAskedAgainOnceItIsBack() {
        DynamoLeases leases = new DynamoLeases(
                new CatalogTable(Servers.dynamoDb(servers.dynamoDb()), "engram-catalog", circuits.of(Store.CATALOG)));
        leases.claim(ID, "a", NOW, NOW.plusSeconds(60));
        servers.of(Part.DYNAMODB).kill();
        for (int i = 0; i < OUTAGES; i++) {
            assertThatThrownBy(() -> leases.claim(ID, "b", NOW, NOW.plusSeconds(60)))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageContaining("did not answer");
        }

        assertThat(circuits.states()).containsEntry(Store.CATALOG, CircuitState.OPEN);

        servers.of(Part.DYNAMODB).restart();
        untilItWorks(() -> assertThat(leases.claim(ID, "b", NOW, NOW.plusSeconds(60))).isInstanceOf(Claim.Absorbed.class));
        assertThat(circuits.states()).containsEntry(Store.CATALOG, CircuitState.CLOSED);
    }

    @Test
    void conditionsThatDoNotHoldAndTablesThatAreMissingOpenNothing() {
        DynamoLeases leases = new DynamoLeases(
                new CatalogTable(Servers.dynamoDb(servers.dynamoDb()), "engram-catalog", circuits.of(Store.CATALOG)));
        DocumentId other = new DocumentId(new Workspace("w"), new SourcePath("w/other.md"));
        var lost = ((Claim.Claimed) leases.claim(other, "a", NOW, NOW.plusSeconds(60))).lease();
        leases.claim(other, "b", NOW.plusSeconds(61), NOW.plusSeconds(120));
        DynamoLeases missing = new DynamoLeases(
                new CatalogTable(Servers.dynamoDb(servers.dynamoDb()), "no-such-table", circuits.of(Store.CATALOG)));

        for (int i = 0; i <= OUTAGES; i++) {
            assertThatThrownBy(() -> leases.raiseCeiling(lost, 5)).isInstanceOf(LeaseLost.class);
            assertThatThrownBy(() -> missing.claim(other, "a", NOW, NOW.plusSeconds(60)))
                    .hasMessageContaining("ResourceNotFoundException");
        }

        assertThat(circuits.states()).containsEntry(Store.CATALOG, CircuitState.CLOSED);
    }

    @Test
    void aSuspendedIndexIsNotWaitedForAndAskedAgainOnceItGoesOn() throws Exception {
        IndexTimeouts timeouts = new IndexTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(3));
        try (IndexConnection connection = new IndexConnection(
                servers.openSearch(), timeouts, RequestSigner.NONE, Clock.systemUTC(), circuits.of(Store.INDEX))) {
            ChunkSearch search = new OpenSearchChunkSearch(connection, "engram", IndexKind.DOMAIN);
            untilItWorks(() -> isAnswered(search));
            signal("STOP");
            try {
                assertThat(refusal(search))
                        .isInstanceOf(TransientFailure.class)
                        .hasMessageContaining("did not answer within");
            } finally {
                signal("CONT");
            }
            untilItWorks(() -> isAnswered(search));
            assertThat(circuits.states()).containsEntry(Store.INDEX, CircuitState.CLOSED);
        }
    }

    /// What a search comes to that does not wait; on a busy machine the pause may be over before it begins.
    private static Throwable refusal(ChunkSearch search) {
        Throwable failure = null;
        while (failure == null || !failure.getMessage().startsWith("circuit open: the index is not asked")) {
            failure = catchThrowable(() -> search.search(probe()));
        }
        return failure;
    }

    /// That there is no index is an answer, too.
    private static void isAnswered(ChunkSearch search) {
        try {
            search.search(probe());
        } catch (IndexMissing answer) {
            assertThat(answer).hasMessageContaining("there is no index");
        }
    }

    private static void untilItWorks(Runnable call) {
        Instant deadline = Instant.now().plusSeconds(120);
        while (true) {
            try {
                call.run();
                return;
            } catch (TransientFailure failure) {
                if (Instant.now().isAfter(deadline)) {
                    throw failure;
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    private static void signal(String name) throws IOException, InterruptedException {
        long pid = servers.of(Part.OPENSEARCH).handle().pid();
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start().waitFor()).isZero();
    }

    private static Probe probe() {
        return new Probe(ID.workspace(), Optional.empty(), Optional.of("x"), Filter.ALL, 10);
    }
}
