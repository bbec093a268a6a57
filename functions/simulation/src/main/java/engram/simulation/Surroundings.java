package engram.simulation;

import engram.testing.InMemoryBucket;
import engram.testing.InMemoryCatalog;
import engram.testing.InMemoryEmbeddingCache;
import engram.testing.InMemoryIndex;

/// What one history happens to.
record Surroundings(
        InMemoryBucket bucket,
        InMemoryCatalog catalog,
        InMemoryIndex index,
        InMemoryEmbeddingCache cache,
        Queue queue,
        Invariants invariants) {}
