package engram.query.function;

import engram.domain.Bucket;
import engram.domain.Catalog;
import engram.domain.ChunkSearch;
import engram.domain.Embedder;
import engram.domain.Tokenizer;
import engram.domain.Workspace;
import engram.domain.WorkspaceMapping;
import engram.domain.retention.Retrievals;
import engram.embedding.EmbeddingSettings;
import engram.embedding.LoadingEmbedder;
import engram.query.Documents;
import engram.query.Search;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Puts the parts together.
final class Wiring {

    /// One question is embedded at a time: a function's process answers one request at a time.
    private static final int SESSIONS = 1;

    private static final int WAITING_NOTES = 1_000;
    private static final Duration IDLE = Duration.ofSeconds(30);

    @Produces
    @Singleton
    @Startup
    LoadingEmbedder model(@ConfigProperty(name = "engram.model.directory") Path directory, QueryConfig config) {
        ConfigCheck.require(config);
        return LoadingEmbedder.begin(new EmbeddingSettings(directory, config.model(), SESSIONS));
    }

    void close(@Disposes LoadingEmbedder model) {
        model.close();
    }

    @Produces
    @Singleton
    Scope scope(@ConfigProperty(name = "engram.default-workspace") String fallback, QueryConfig config) {
        return new Scope(new WorkspaceMapping(new Workspace(fallback)), config.workspaces().map(Set::copyOf));
    }

    @Produces
    @Singleton
    Search search(Embedder embedder, ChunkSearch index, Catalog catalog) {
        return new Search(embedder, index, catalog, System::nanoTime);
    }

    @Produces
    @Singleton
    Documents documents(Catalog catalog, Bucket bucket) {
        return new Documents(catalog, bucket);
    }

    @Produces
    @Singleton
    SearchBody searchBody(QueryConfig config) {
        return new SearchBody(config);
    }

    @Produces
    @Singleton
    ListParameters listParameters(QueryConfig config) {
        return new ListParameters(config);
    }

    @Produces
    @Singleton
    QueryTokens queryTokens(Tokenizer tokenizer, QueryConfig config) {
        return new QueryTokens(tokenizer, config.maxQueryTokens());
    }

    /// One thread writes the notes, one after the other: they are few, and an answer is worth more.
    @Produces
    @Singleton
    RetrievalNotes retrievalNotes(Retrievals retrievals, QueryConfig config, InstantSource clock) {
        ThreadPoolExecutor writer = new ThreadPoolExecutor(
                0, 1, IDLE.toSeconds(), TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_NOTES),
                Thread.ofPlatform().daemon().name("retrievals").factory());
        return new RetrievalNotes(retrievals, config.retrievalInterval(), config.retrievalsPerRequest(), writer, clock);
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    TimeLimit timeLimit(QueryConfig config, InstantSource clock) {
        return new TimeLimit(
                Thread.ofPlatform().daemon().name("request-", 0).factory(),
                config.timeout(),
                config.maxConcurrent(),
                clock);
    }
}
