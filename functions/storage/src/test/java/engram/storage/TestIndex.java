package engram.storage;

import engram.domain.AppendedChunks;
import engram.domain.ChunkIndex;
import engram.domain.ChunkSearch;
import engram.domain.EntryStore;
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
    final IndexKind kind;
    /// The real server, past whatever stands before it.
    private final IndexConnection server;

    TestIndex() {
        this(Servers.get().openSearch());
    }

    TestIndex(URI endpoint) {
        this(endpoint, Clock.systemUTC());
    }

    TestIndex(URI endpoint, Clock clock) {
        this(endpoint, clock, IndexKind.DOMAIN);
    }

    private TestIndex(URI endpoint, Clock clock, IndexKind kind) {
        this.clock = clock;
        this.kind = kind;
        server = kind == IndexKind.DOMAIN ? null : new TestIndex().connection;
        connection = new IndexConnection(endpoint, TIMEOUTS, RequestSigner.NONE, clock, Servers.circuit(Store.INDEX));
    }

    /// In a collection of OpenSearch Serverless, or what is nearest to one here.
    static TestIndex inACollection() {
        return new TestIndex(Servers.collection(), Clock.systemUTC(), IndexKind.SERVERLESS);
    }

    ChunkIndex index() {
        return switch (kind) {
            case DOMAIN -> new OpenSearchChunkIndex(connection, alias, bootstrap());
            case SERVERLESS -> new AppendedChunks(entries(), clock, time -> Thread.sleep(time));
        };
    }

    EntryStore entries() {
        return new CollectionEntries(connection, alias, bootstrap());
    }

    ChunkSearch search() {
        return new OpenSearchChunkSearch(connection, alias, kind);
    }

    OpenSearchIndexScan scan() {
        return new OpenSearchIndexScan(connection, alias, kind, Duration.ofSeconds(1));
    }

    IndexBootstrap bootstrap() {
        return bootstrap("model-1");
    }

    IndexBootstrap bootstrap(String model) {
        return new IndexBootstrap(
                connection, alias, kind, () -> new IndexBootstrap.Vectors(new ModelVersion(model), DIMENSION));
    }

    void refresh() {
        IndexConnection past = server == null ? connection : server;
        past.ask(Ask.json("POST", "/" + alias + "/_refresh", new byte[0]), past.searchDeadline());
    }

    IndexConnection.Answer ask(String method, String path, String body) {
        return connection.ask(
                Ask.json(method, path, body.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                connection.searchDeadline());
    }
}
