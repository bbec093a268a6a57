package engram.ingest.simulation;

import engram.domain.CatalogDocument;
import engram.domain.Chunk;
import engram.domain.ChunkSearch.Candidate;
import engram.domain.ChunkSearch.Probe;
import engram.domain.DocumentId;
import engram.domain.Filter;
import engram.domain.ObjectState;
import engram.domain.PermanentFailure;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.domain.WorkspaceMapping;
import engram.ingest.extract.Extraction;
import engram.ingest.split.Splitter;
import engram.testing.InMemoryBucket;
import engram.testing.InMemoryCatalog;
import engram.testing.InMemoryIndex;
import engram.testing.WordEmbedder;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What must hold at every step, and what must hold in the end.
final class Invariants {

    private final InMemoryBucket bucket;
    private final InMemoryCatalog catalog;
    private final InMemoryIndex index;
    private final Map<DocumentId, Set<String>> everHeld = new HashMap<>();
    /// When the object last had no text.
    private final Map<DocumentId, Instant> lastGap = new HashMap<>();
    /// Documents that were INDEXED from an object that has had text ever since.
    private final Set<DocumentId> present = new HashSet<>();
    private final Map<DocumentId, Long> generations = new HashMap<>();

    Invariants(InMemoryBucket bucket, InMemoryCatalog catalog, InMemoryIndex index) {
        this.bucket = bucket;
        this.catalog = catalog;
        this.index = index;
    }

    Set<DocumentId> documents() {
        return everHeld.keySet();
    }

    /// The object at this path was put or deleted.
    void changed(SourcePath path, Instant now) {
        DocumentId id = WorkspaceMapping.DEFAULT.documentAt(path);
        List<String> texts = texts(path);
        everHeld.computeIfAbsent(id, _ -> new HashSet<>()).addAll(texts);
        if (texts.isEmpty()) {
            present.remove(id);
            lastGap.put(id, now);
        }
    }

    void checkStep() {
        for (DocumentId id : everHeld.keySet()) {
            Optional<CatalogDocument> document = Optional.ofNullable(catalog.find(List.of(id)).get(id));
            List<Candidate> answers = answers(id, document);
            for (Candidate answer : answers) {
                check(everHeld.get(id).contains(answer.text()), "%s answers what it never held", id);
            }
            document.ifPresent(entry -> {
                check(generations.merge(id, entry.generation(), Math::max) == entry.generation(),
                        "the generation of %s fell", id);
                if (entry.status() == Status.INDEXED && isNewerThanLastGap(id, entry.object().orElseThrow())) {
                    present.add(id);
                }
            });
            check(!present.contains(id) || !answers.isEmpty(), "%s was there before, and is absent", id);
        }
    }

    private boolean isNewerThanLastGap(DocumentId id, ObjectState object) {
        return object.lastModified().isAfter(lastGap.getOrDefault(id, Instant.MIN));
    }

    void checkEnd(Extraction extraction, Splitter splitter) {
        index.refresh();
        int expected = 0;
        for (DocumentId id : everHeld.keySet()) {
            Optional<ObjectState> object = bucket.find(id.sourcePath());
            List<Chunk> chunks = object.map(state -> chunks(extraction, splitter, id.sourcePath(), state))
                    .orElse(List.of());
            checkCatalog(id, object, chunks);
            checkEntries(id, chunks);
            expected += chunks.size();
        }
        check(index.entries().size() == expected, "%d entries in the index, expected %d", index.entries().size(),
                expected);
    }

    private void checkCatalog(DocumentId id, Optional<ObjectState> object, List<Chunk> chunks) {
        Optional<CatalogDocument> document = Optional.ofNullable(catalog.find(List.of(id)).get(id));
        check(catalog.unsettledSince(id).isEmpty(), "%s is unsettled", id);
        check(document.flatMap(CatalogDocument::object).equals(object), "%s: the catalog says %s of %s", id, document,
                object);
        List<CatalogDocument.ChunkEntry> entries = inOrder(document);
        check(entries.equals(chunks.stream()
                        .map(chunk -> new CatalogDocument.ChunkEntry(chunk.hash(), chunk.start(), chunk.end()))
                        .toList()),
                "%s: the catalog says %s of %s", id, entries, chunks);
    }

    private static List<CatalogDocument.ChunkEntry> inOrder(Optional<CatalogDocument> document) {
        return document.map(CatalogDocument::chunks).orElse(List.of()).stream()
                .sorted(Comparator.comparingInt(CatalogDocument.ChunkEntry::start))
                .toList();
    }

    /// Each slot holds the chunk that the catalog says, with the vector of its text.
    private void checkEntries(DocumentId id, List<Chunk> chunks) {
        if (chunks.isEmpty()) {
            return;
        }
        List<CatalogDocument.ChunkEntry> slots = catalog.find(List.of(id)).get(id).chunks();
        for (int slot = 0; slot < slots.size(); slot++) {
            InMemoryIndex.Entry entry = index.entries().get(new InMemoryIndex.Key(id, slot));
            check(entry != null && entry.hash().equals(slots.get(slot).hash()), "%s: the index has %s in slot %d, not %s", id,
                    entry, slot, slots.get(slot));
            check(entry.embedding().equals(new WordEmbedder().embedPassages(List.of(entry.chunk().embeddingText())).getFirst()),
                    "%s: slot %d has another text's vector", id, slot);
        }
    }

    private List<Candidate> answers(DocumentId id, Optional<CatalogDocument> document) {
        Probe everything = new Probe(id.workspace(), Optional.of(new WordEmbedder().embedQuery("all")),
                Optional.empty(), new Filter.SourcePathPrefix(id.sourcePath().key()), 1000);
        return index.search(everything).semantic().stream()
                .filter(hit -> document.filter(
                                entry -> entry.vouchesFor(hit.slot(), hit.hash(), hit.generation()))
                        .isPresent())
                .toList();
    }

    private List<String> texts(SourcePath path) {
        return bucket.find(path)
                .map(state -> chunks(History.EXTRACTION, History.SPLITTER, path, state))
                .orElse(List.of())
                .stream()
                .map(Chunk::text)
                .toList();
    }

    private List<Chunk> chunks(Extraction extraction, Splitter splitter, SourcePath path, ObjectState state) {
        try {
            return splitter.split(extraction.extract(path, state, bucket.read(path, state).orElseThrow()));
        } catch (PermanentFailure _) {
            return List.of();
        }
    }

    private static void check(boolean holds, String message, Object... arguments) {
        if (!holds) {
            throw new AssertionError(message.formatted(arguments));
        }
    }
}
