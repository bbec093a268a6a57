package engram.embedding;

import engram.domain.Embedder;
import engram.domain.Embedding;
import engram.domain.EmbeddingFailed;
import engram.domain.ModelVersion;
import engram.domain.TokenSpans;
import engram.domain.Tokenizer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jboss.logging.Logger;

/// An [OnnxEmbedder] and its tokenizer, loading on a thread of its own while the function starts. Whoever needs it waits for it; so does a
/// snapshot of the process, in which it is to be whole.
///
/// Every call throws [EmbeddingFailed] if it did not load.
public final class LoadingEmbedder implements Embedder, Tokenizer, AutoCloseable, Resource {

    private static final Logger LOG = Logger.getLogger(LoadingEmbedder.class);

    private final CompletableFuture<OnnxEmbedder> loading;

    private LoadingEmbedder(CompletableFuture<OnnxEmbedder> loading) {
        this.loading = loading;
    }

    /// Begins to load.
    public static LoadingEmbedder begin(EmbeddingSettings settings) {
        CompletableFuture<OnnxEmbedder> loading = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("model").start(() -> {
            try {
                OnnxEmbedder embedder = OnnxEmbedder.open(settings);
                // The first question pays for what is loaded at first use: let that be this one.
                embedder.embedQuery("");
                loading.complete(embedder);
            } catch (RuntimeException | LinkageError e) {
                LOG.errorf("the model did not load: %s", e.getMessage());
                loading.completeExceptionally(e);
            }
        });
        LoadingEmbedder begun = new LoadingEmbedder(loading);
        Core.getGlobalContext().register(begun);
        return begun;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        loaded();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // What it computes depends on nothing but the text.
    }

    private OnnxEmbedder loaded() {
        try {
            return loading.join();
        } catch (CompletionException e) {
            throw new EmbeddingFailed("the model did not load; the log says why", e.getCause());
        }
    }

    @Override
    public ModelVersion modelVersion() {
        return loaded().modelVersion();
    }

    @Override
    public int dimension() {
        return loaded().dimension();
    }

    @Override
    public Embedding embedQuery(String question) {
        return loaded().embedQuery(question);
    }

    @Override
    public List<Embedding> embedPassages(List<String> passages) {
        return loaded().embedPassages(passages);
    }

    @Override
    public int maxTokens() {
        return loaded().tokenizer().maxTokens();
    }

    @Override
    public TokenSpans tokens(CharSequence text) {
        return loaded().tokenizer().tokens(text);
    }

    @Override
    public void close() {
        if (loading.isDone() && !loading.isCompletedExceptionally()) {
            loading.join().close();
        }
    }
}
