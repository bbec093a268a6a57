package engram.testing;

import engram.domain.EmbeddingCache;
import engram.testing.contract.EmbeddingCacheContract;

class InMemoryEmbeddingCacheTest extends EmbeddingCacheContract {

    private static final int DIMENSION = 8;

    private final InMemoryEmbeddingCache cache = new InMemoryEmbeddingCache();

    @Override
    protected EmbeddingCache cache() {
        return cache;
    }

    @Override
    protected int dimension() {
        return DIMENSION;
    }
}
