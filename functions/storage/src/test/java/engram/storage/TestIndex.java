package engram.storage;

import engram.domain.ChunkIndex;
import engram.domain.ChunkSearch;
import engram.domain.ModelVersion;
import engram.storage.IndexConnection.Ask;
import engram.storage.circuit.Store;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/// An index of its own in the real OpenSearch.
final class TestIndex {

    static final int DIMENSION = 8;
    static final IndexTimeouts TIMEOUTS = new IndexTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(60));

    final String alias = "test-" + UUID.randomUUID().toString().toLowerCase(Locale.ROOT);
    final Clock clock;
    final IndexConnection connection;

    TestIndex() {
        this(Servers.get().openSearch());
    }

    TestIndex(URI endpoint) {
        this(endpoint, Clock.systemUTC());
    }

    TestIndex(URI endpoint, Clock clock) {
        this.clock = clock;
        connection = new IndexConnection(endpoint, TIMEOUTS, RequestSigner.NONE, clock, Servers.circuit(Store.INDEX));
    }

    ChunkIndex index() {
        return new OpenSearchChunkIndex(connection, alias, bootstrap());
    }

    ChunkSearch search() {
        return new OpenSearchChunkSearch(connection, alias);
    }

    IndexBootstrap bootstrap() {
        return bootstrap("model-1");
    }

    IndexBootstrap bootstrap(String model) {
        return new IndexBootstrap(
                connection, alias, () -> new IndexBootstrap.Vectors(new ModelVersion(model), DIMENSION));
    }

    void refresh() {
        ask("POST", "/" + alias + "/_refresh", "");
    }

    IndexConnection.Answer ask(String method, String path, String body) {
        return connection.ask(
                Ask.json(method, path, body.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                connection.searchDeadline());
    }
}
