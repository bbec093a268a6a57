package engram.testing;

import engram.domain.CachedText;
import engram.domain.DocumentId;
import engram.domain.Embedding;
import engram.domain.EmbeddingCache;
import engram.domain.Lease;
import engram.domain.LeaseLost;
import engram.domain.ModelVersion;
import engram.domain.TextHash;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// The embeddings table in memory.
public final class InMemoryEmbeddingCache implements EmbeddingCache {

    private final Map<CachedText, Embedding> known = new HashMap<>();
    private final Map<DocumentId, Listed> lists = new HashMap<>();

    private record Listed(long generation, Set<CachedText> texts) {}

    /// All that it holds vectors of.
    public synchronized Set<CachedText> texts() {
        return Set.copyOf(known.keySet());
    }

    @Override
    public synchronized Map<TextHash, Embedding> find(ModelVersion model, Collection<TextHash> hashes) {
        Map<TextHash, Embedding> found = new HashMap<>();
        for (TextHash hash : hashes) {
            Embedding embedding = known.get(new CachedText(model, hash));
            if (embedding != null) {
                found.put(hash, embedding);
            }
        }
        return found;
    }

    @Override
    public synchronized void keep(ModelVersion model, Map<TextHash, Embedding> embeddings) {
        embeddings.forEach((hash, embedding) -> known.put(new CachedText(model, hash), embedding));
    }

    @Override
    public synchronized Set<CachedText> of(DocumentId id) {
        Listed listed = lists.get(id);
        return listed == null ? Set.of() : listed.texts();
    }

    @Override
    public synchronized Set<CachedText> present(Collection<CachedText> texts) {
        Set<CachedText> present = new HashSet<>(texts);
        present.retainAll(known.keySet());
        return present;
    }

    @Override
    public synchronized void drop(Collection<CachedText> texts) {
        known.keySet().removeAll(Set.copyOf(texts));
    }

    @Override
    public synchronized void list(Lease lease, Set<CachedText> texts) {
        Listed before = lists.get(lease.id());
        if (before != null && before.generation() > lease.generation()) {
            throw new LeaseLost(lease);
        }
        if (texts.isEmpty()) {
            lists.remove(lease.id());
        } else {
            lists.put(lease.id(), new Listed(lease.generation(), Collections.unmodifiableSet(new LinkedHashSet<>(texts))));
        }
    }
}
