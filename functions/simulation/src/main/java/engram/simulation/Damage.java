package engram.simulation;

import engram.domain.CatalogDocument;
import engram.domain.CatalogDocument.ChunkEntry;
import engram.domain.ChunkHash;
import engram.domain.DocumentId;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.domain.WorkspaceMapping;
import engram.testing.InMemoryIndex;
import engram.testing.InMemoryIndex.Held;
import engram.testing.InMemoryIndex.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What happens past Engram: catalog and index are lost, altered, put there by others or restored from a snapshot, and
/// objects go without a word.
final class Damage {

    private static final long AHEAD = 1_000_000_000L;

    private final World world;
    private final Surroundings all;
    private final Choices choices;
    private Map<Key, Held> snapshot = Map.of();

    Damage(World world, Surroundings all) {
        this.world = world;
        this.all = all;
        this.choices = world.choices();
    }

    /// Keeps the index as it is, to be restored later.
    void takeSnapshot() {
        snapshot = all.index().entries();
    }

    /// Does some.
    void happen() {
        for (int i = choices.below(4); i >= 0; i--) {
            switch (choices.below(10)) {
                case 0 -> index("loses all", Map.of());
                case 1 -> index("loses half", without(2));
                case 2 -> restore();
                case 3 -> index("has chunks altered", altered(0));
                case 4 -> index("has chunks altered by a later version", altered(AHEAD));
                case 5 -> index("gets chunks of others", withStrangers());
                case 6 -> lose(1, "all");
                case 7 -> lose(2, "half");
                case 8 -> vanish();
                default -> alterDocument();
            }
        }
    }

    /// A snapshot is of an index, and each model has its own.
    private void restore() {
        if (!all.invariants().wasRedeployed()) {
            index("is restored from a snapshot", snapshot);
        }
    }

    private void index(String what, Map<Key, Held> now) {
        world.note(() -> "the index " + what);
        all.index().damage(now);
    }

    private List<Key> keys() {
        return all.index().entries().keySet().stream()
                .sorted(Comparator.comparing((Key key) -> key.document().sourcePath()).thenComparing(Key::slot))
                .toList();
    }

    private Map<Key, Held> without(int share) {
        Map<Key, Held> left = new HashMap<>(all.index().entries());
        keys().stream().filter(_ -> choices.below(share) == 0).toList().forEach(left::remove);
        return left;
    }

    /// Chunks swap their contents.
    private Map<Key, Held> altered(long ahead) {
        Map<Key, Held> now = new HashMap<>(all.index().entries());
        List<Key> keys = keys();
        for (int i = 1; i < keys.size(); i++) {
            if (choices.below(2) == 1) {
                Held other = now.get(keys.get(i - 1));
                now.put(keys.get(i), new Held(other.chunk(), other.hash(), other.embedding(), other.generation() + ahead));
            }
        }
        return now;
    }

    /// Entries in slots that no document has, and of documents that nobody knows.
    private Map<Key, Held> withStrangers() {
        Map<Key, Held> now = new HashMap<>(all.index().entries());
        SourcePath unknown = new SourcePath("a/stranger.txt");
        DocumentId stranger = WorkspaceMapping.DEFAULT.documentAt(unknown);
        for (Key key : keys()) {
            Held held = now.get(key);
            if (choices.below(2) == 1) {
                now.put(new Key(key.document(), key.slot() + 3 + choices.below(4)), held);
                now.put(new Key(stranger, choices.below(5)), held);
                all.invariants().watch(unknown);
            }
        }
        return now;
    }

    /// Objects go, and S3 tells nobody.
    private void vanish() {
        for (SourcePath path : List.copyOf(all.bucket().paths())) {
            if (choices.below(2) == 0) {
                world.note(() -> path + " vanishes from the bucket");
                all.bucket().delete(path);
                all.invariants().changed(path);
            }
        }
    }

    private void lose(int share, String what) {
        boolean lease = choices.below(2) == 0;
        boolean document = !lease || choices.below(2) == 0;
        world.note(() -> "the catalog loses " + what + (lease ? " leases" : "") + (document ? " documents" : ""));
        for (DocumentId id : List.copyOf(all.invariants().documents())) {
            if (choices.below(share) == 0) {
                all.catalog().lose(id, lease, document);
            }
        }
    }

    /// A document of the catalog is said to have chunks that it never had, or to be gone, or to be of a generation to come.
    /// (That catalog and index tell the same lie is not seen by comparing them: only reading the object anew shows it.)
    private void alterDocument() {
        List<CatalogDocument> documents = new ArrayList<>(all.catalog().documents());
        documents.sort(Comparator.comparing((CatalogDocument document) -> document.id().sourcePath()));
        if (documents.isEmpty()) {
            return;
        }
        CatalogDocument one = documents.get(choices.below(documents.size()));
        long generation = choices.below(2) == 0 ? one.generation() : one.generation() + AHEAD;
        boolean gone = one.status() == Status.DELETED || choices.below(3) == 0;
        world.note(() -> "the catalog has " + one.id().sourcePath() + " altered");
        all.catalog().damage(gone
                ? new CatalogDocument(one.id(), generation, Status.DELETED, Optional.empty(), Optional.empty(),
                        one.pipelineVersion(), one.modelVersion(), "", List.of(), one.indexedAt(), Optional.of(one.indexedAt()))
                : new CatalogDocument(one.id(), generation, one.status(), one.rejection(), one.object(),
                        one.pipelineVersion(), one.modelVersion(), one.title(),
                        one.chunks().stream().map(Damage::altered).toList(),
                        one.indexedAt(), Optional.empty()));
    }

    private static ChunkEntry altered(ChunkEntry chunk) {
        return new ChunkEntry(new ChunkHash(chunk.hash().high() + 1, chunk.hash().low()), chunk.start(), chunk.end());
    }
}
