package engram.ingest;

import engram.domain.CachedText;
import engram.domain.Chunk;
import engram.domain.EmbeddingCache;
import engram.domain.Lease;
import engram.domain.ModelVersion;
import engram.domain.TextHash;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// `forget`: drops the vectors of what a document does not hold any more. They are listed before they are looked up or kept, and unlisted after
/// they were dropped, before the lease is let go: so whoever dies in between, the next pass knows of them.
///
/// A vector that another document shares is dropped all the same: that one loses nothing but an embedding, should it be embedded again.
final class Forgetting {

    private final ModelVersion model;
    private final EmbeddingCache cache;

    Forgetting(ModelVersion model, EmbeddingCache cache) {
        this.model = model;
        this.cache = cache;
    }

    /// @param all that the document may have vectors of
    /// @param held what it holds now
    record Listed(Set<CachedText> all, Set<CachedText> held) {}

    /// Lists the chunks' texts beside those that are listed. Written even if all of them are listed already: so that what an earlier pass
    /// still has on its way comes too late to unlist one of them.
    Listed list(Lease lease, List<Chunk> chunks) {
        Set<CachedText> held = new LinkedHashSet<>();
        chunks.forEach(chunk -> held.add(new CachedText(model, TextHash.of(chunk.embeddingText()))));
        Set<CachedText> before = cache.of(lease.id());
        Set<CachedText> all = new LinkedHashSet<>(before);
        all.addAll(held);
        if (!held.isEmpty()) {
            cache.list(lease, all);
        }
        return new Listed(all, held);
    }

    /// Drops the others.
    ///
    /// @param spareOtherModels whether what another model has of the document stays
    void forget(Lease lease, Listed listed, boolean spareOtherModels) {
        Set<CachedText> stay = new LinkedHashSet<>(listed.all());
        stay.removeIf(text -> !listed.held().contains(text) && !(spareOtherModels && !text.model().equals(model)));
        if (stay.size() < listed.all().size()) {
            Set<CachedText> gone = new LinkedHashSet<>(listed.all());
            gone.removeAll(stay);
            cache.drop(gone);
            cache.list(lease, stay);
        }
    }
}
