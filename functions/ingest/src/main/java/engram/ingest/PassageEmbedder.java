package engram.ingest;

import engram.domain.Chunk;
import engram.domain.Embedder;
import engram.domain.Embedding;
import engram.domain.EmbeddingCache;
import engram.domain.ModelVersion;
import engram.domain.TextHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `embed`: vectors of chunks, known ones from the cache, the others by the model, which are kept as they come, so that
/// an invocation that ends half-way has not worked in vain.
final class PassageEmbedder {

    private final Embedder embedder;
    private final EmbeddingCache cache;
    private final int atOnce;

    PassageEmbedder(Embedder embedder, EmbeddingCache cache, int atOnce) {
        this.embedder = embedder;
        this.cache = cache;
        this.atOnce = atOnce;
    }

    /// @param embeddings one for each chunk, in their order
    /// @param embedded how many texts the model was asked for
    record Embedded(List<Embedding> embeddings, int embedded) {}

    ModelVersion modelVersion() {
        return embedder.modelVersion();
    }

    /// @throws Deadline.OutOfTime if the deadline came near; what was embedded so far is in the cache
    Embedded embed(List<Chunk> chunks, Deadline deadline) {
        List<TextHash> hashes = chunks.stream().map(chunk -> TextHash.of(chunk.embeddingText())).toList();
        Map<TextHash, Embedding> known = new HashMap<>(chunks.isEmpty()
                ? Map.of()
                : cache.find(embedder.modelVersion(), hashes));
        Map<TextHash, String> unknown = new LinkedHashMap<>();
        for (int i = 0; i < chunks.size(); i++) {
            if (!known.containsKey(hashes.get(i))) {
                unknown.put(hashes.get(i), chunks.get(i).embeddingText());
            }
        }
        List<TextHash> missing = new ArrayList<>(unknown.keySet());
        Pace pace = new Pace(deadline.clock(), atOnce);
        for (int done = 0; done < missing.size(); ) {
            deadline.check(done > 0);
            List<TextHash> part = missing.subList(done, Math.min(done + atOnce, missing.size()));
            Map<TextHash, Embedding> fresh = embedSome(part, unknown, pace, deadline);
            cache.keep(embedder.modelVersion(), fresh);
            known.putAll(fresh);
            done += fresh.size();
        }
        return new Embedded(hashes.stream().map(known::get).toList(), missing.size());
    }

    /// Embeds from the first on, until the deadline comes near or all are done.
    private Map<TextHash, Embedding> embedSome(
            List<TextHash> hashes, Map<TextHash, String> texts, Pace pace, Deadline deadline) {
        Map<TextHash, Embedding> fresh = new HashMap<>();
        while (fresh.size() < hashes.size() && (fresh.isEmpty() || !deadline.isNear())) {
            List<TextHash> step = hashes.subList(fresh.size(), Math.min(fresh.size() + pace.texts(), hashes.size()));
            List<Embedding> embeddings =
                    pace.measure(() -> embedder.embedPassages(step.stream().map(texts::get).toList()));
            for (int i = 0; i < step.size(); i++) {
                fresh.put(step.get(i), embeddings.get(i));
            }
        }
        return fresh;
    }
}
