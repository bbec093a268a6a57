package engram.testing;

import engram.domain.Embedding;
import engram.domain.EmbeddingCache;
import engram.domain.ModelVersion;
import engram.domain.TextHash;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// The embeddings table in memory.
public final class InMemoryEmbeddingCache implements EmbeddingCache {

    private final Map<Key, Embedding> known = new HashMap<>();

    private record Key(ModelVersion model, TextHash text) {}

    @Override
    public synchronized Map<TextHash, Embedding> find(ModelVersion model, Collection<TextHash> hashes) {
        Map<TextHash, Embedding> found = new HashMap<>();
        for (TextHash hash : hashes) {
            Embedding embedding = known.get(new Key(model, hash));
            if (embedding != null) {
                found.put(hash, embedding);
            }
        }
        return found;
    }

    @Override
    public synchronized void keep(ModelVersion model, Map<TextHash, Embedding> embeddings) {
        embeddings.forEach((hash, embedding) -> known.put(new Key(model, hash), embedding));
    }
}
