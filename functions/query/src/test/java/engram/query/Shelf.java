package engram.query;

import engram.domain.ChunkSearch;
import engram.domain.DocumentId;
import engram.domain.Filter;
import engram.domain.Workspace;
import engram.query.Librarian.Update;
import engram.testing.InMemoryBucket;
import engram.testing.InMemoryCatalog;
import engram.testing.InMemoryIndex;
import engram.testing.ManualClock;
import engram.testing.WordEmbedder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// Documents in memory: bucket, catalog and index, and a clock that moves by a second with each write.
public final class Shelf {

    static final Workspace WORKSPACE = new Workspace("acme");

    public final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T12:00:00Z"));
    public final InMemoryBucket bucket = new InMemoryBucket(clock);
    public final InMemoryCatalog catalog = new InMemoryCatalog();
    public final InMemoryIndex index = new InMemoryIndex(clock);
    public final WordEmbedder embedder = new WordEmbedder();
    private final Librarian librarian = new Librarian(
            clock,
            (path, text) -> bucket.put(path, text.getBytes(StandardCharsets.UTF_8), "text/plain", Map.of()),
            bucket,
            catalog,
            index,
            embedder);

    public static DocumentId id(String path) {
        return Librarian.id(path);
    }

    static Question question(String text, Mode mode, int k) {
        return new Question(WORKSPACE, text, mode, k, Filter.ALL);
    }

    Search search() {
        return search(index);
    }

    Search search(ChunkSearch through) {
        return new Search(embedder, through, catalog, System::nanoTime);
    }

    public void put(String path, String... passages) {
        tick();
        librarian.put(path, passages);
    }

    public void delete(String path) {
        tick();
        librarian.delete(path);
    }

    public void fail(String path) {
        tick();
        librarian.fail(path);
    }

    public void rubbish(String path, int slot, String text, long generation) {
        rubbish(id(path), slot, text, generation);
    }

    public void rubbish(DocumentId id, int slot, String text, long generation) {
        librarian.rubbish(id, slot, text, generation);
    }

    public Update begin(String path, String... passages) {
        tick();
        return librarian.begin(path, passages);
    }

    private void tick() {
        clock.advance(Duration.ofSeconds(1));
    }
}
