package engram.embedding;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import engram.domain.Embedder;
import engram.domain.Embedding;
import engram.domain.ModelVersion;
import engram.domain.TextTooLong;
import engram.domain.Tokenizer;
import engram.domain.TransientFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/// Embeds with ONNX Runtime. One network in memory; as many threads of its own as the settings have sessions compute
/// with it, one text and one core each, whatever threads (virtual ones too) ask. So the same text always gives the same
/// bits.
///
/// [#close] frees the native memory; after it every call throws `IllegalStateException`.
public final class OnnxEmbedder implements Embedder, AutoCloseable {

    private final ModelSpec spec;
    private final ModelVersion modelVersion;
    private final WordPieceTokenizer tokenizer;
    private final OnnxModel model;
    private final ExecutorService sessions;

    private OnnxEmbedder(ModelSpec spec, WordPieceTokenizer tokenizer, OnnxModel model, int sessions) {
        this.spec = spec;
        this.modelVersion = spec.modelVersion();
        this.tokenizer = tokenizer;
        this.model = model;
        ThreadFactory threads = Thread.ofPlatform().daemon().name("embedding-", 0).factory();
        this.sessions = Executors.newFixedThreadPool(sessions, threads);
    }

    /// Loads the model: some 100 ms.
    ///
    /// @throws IllegalArgumentException if no model has the name in the settings
    /// @throws IllegalStateException if model, vocabulary or native library are missing or do not load
    public static OnnxEmbedder open(EmbeddingSettings settings) {
        ModelFiles files = ModelFiles.of(settings);
        ModelSpec spec = files.spec();
        WordPieceTokenizer tokenizer = WordPieceTokenizer.open(settings);
        OrtEnvironment runtime = NativeLibrary.load(settings.modelDirectory(), System.getenv());
        OnnxModel model = OnnxModel.open(runtime, files.model(), spec.dimension());
        return new OnnxEmbedder(spec, tokenizer, model, settings.sessions());
    }

    public ModelSpec spec() {
        return spec;
    }

    /// The model's own tokenizer.
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    @Override
    public ModelVersion modelVersion() {
        return modelVersion;
    }

    @Override
    public int dimension() {
        return spec.dimension();
    }

    @Override
    public Embedding embedQuery(String question) {
        return embed(List.of(spec.queryPrefix() + question)).getFirst();
    }

    @Override
    public List<Embedding> embedPassages(List<String> passages) {
        return embed(passages.stream().map(passage -> spec.passagePrefix() + passage).toList());
    }

    private List<Embedding> embed(List<String> texts) {
        List<int[]> tokens = texts.stream().map(this::tokens).toList();
        List<Future<Embedding>> running = new ArrayList<>(tokens.size());
        try {
            for (int[] ids : tokens) {
                running.add(sessions.submit(() -> embed(ids)));
            }
            List<Embedding> embeddings = new ArrayList<>(tokens.size());
            for (Future<Embedding> one : running) {
                embeddings.add(one.get());
            }
            return embeddings;
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the embedder is closed", e);
        } catch (ExecutionException e) {
            throw new TransientFailure("model " + modelVersion + " failed: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure("interrupted while embedding", e);
        } finally {
            running.forEach(one -> one.cancel(false));
        }
    }

    private int[] tokens(String text) {
        int[] ids = tokenizer.ids(text);
        if (ids.length > spec.maxTokens()) {
            throw new TextTooLong(ids.length - ModelSpec.MARKS, tokenizer.maxTokens(), modelVersion);
        }
        return ids;
    }

    private Embedding embed(int[] ids) throws OrtException {
        float[] hidden = model.hidden(ids);
        return Embedding.normalised(spec.pooling().pool(hidden, ids.length, spec.dimension()));
    }

    /// Waits until the texts that were handed in are embedded. Closing again does nothing.
    @Override
    public synchronized void close() {
        if (!sessions.isShutdown()) {
            sessions.shutdown();
            awaitSessions();
            model.close();
        }
    }

    /// The native memory must not go while a session computes, so an interrupt only is kept for later.
    private void awaitSessions() {
        boolean interrupted = false;
        while (!sessions.isTerminated()) {
            try {
                sessions.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
