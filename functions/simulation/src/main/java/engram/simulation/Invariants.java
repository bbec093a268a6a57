package engram.simulation;

import engram.domain.CatalogDocument.ChunkEntry;
import engram.domain.CatalogDocument;
import engram.domain.Chunk;
import engram.domain.ChunkHash;
import engram.domain.ChunkIndex;
import engram.domain.ChunkSearch.Candidate;
import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import engram.domain.Filter;
import engram.domain.Lease;
import engram.domain.ModelVersion;
import engram.domain.ObjectState;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.domain.TextHash;
import engram.domain.Workspace;
import engram.domain.WorkspaceMapping;
import engram.query.Answer;
import engram.query.Mode;
import engram.query.Question;
import engram.query.Search;
import engram.testing.InMemoryBucket;
import engram.testing.InMemoryCatalog;
import engram.testing.InMemoryEmbeddingCache;
import engram.testing.InMemoryIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What must hold at every step, and what must hold in the end; seen through the real search.
final class Invariants {

    private static final int ALL = 1000;

    private final InMemoryBucket bucket;
    private final InMemoryCatalog catalog;
    private final InMemoryIndex index;
    private final InMemoryEmbeddingCache cache;
    private final Set<TextHash> keptLate = new HashSet<>();
    private final Reference reference;
    private final Search search;
    private final Map<DocumentId, Track> tracks = new LinkedHashMap<>();
    private final Set<Workspace> workspaces = new HashSet<>();
    private boolean restarted;
    private boolean damaged;
    private boolean redeployed;
    private boolean touched;

    /// What was seen of a document.
    private static final class Track {
        /// Chunks of each version of the object, in order; a version without any for each deletion.
        private final List<Set<ChunkHash>> versions = new ArrayList<>();
        private final Map<ObjectState, Integer> places = new HashMap<>();
        /// Chunks that each generation read.
        private final Map<Long, Set<ChunkHash>> reads = new HashMap<>();
        private final Map<Integer, Long> highestInSlot = new HashMap<>();
        private long generation = Long.MIN_VALUE;
        /// What was committed and is in every version since.
        private Set<ChunkHash> stays = Set.of();
        private boolean present;
    }

    Invariants(InMemoryBucket bucket, InMemoryCatalog catalog, InMemoryIndex index, InMemoryEmbeddingCache cache) {
        this.cache = cache;
        this.bucket = bucket;
        this.catalog = catalog;
        this.index = index;
        this.reference = new Reference(bucket);
        this.search = new Search(new HashEmbedder(new ModelVersion("question")), index, catalog, () -> 0);
    }

    /// From now on the document at this path is watched.
    void watch(SourcePath path) {
        DocumentId id = WorkspaceMapping.DEFAULT.documentAt(path);
        workspaces.add(id.workspace());
        tracks.put(id, new Track());
    }

    Set<DocumentId> documents() {
        return tracks.keySet();
    }

    /// Vectors of these arrive in the cache after their writer was given up.
    void keptLate(Set<TextHash> texts) {
        keptLate.addAll(texts);
    }

    void restarted() {
        restarted = true;
        touched = true;
    }

    /// From now on catalog and index hold what nobody wrote: what holds at every step is not asked any more.
    void damaged() {
        damaged = true;
    }

    boolean wasRedeployed() {
        return redeployed;
    }

    void redeployed() {
        redeployed = true;
    }

    /// The object at this path was put or deleted.
    void changed(SourcePath path) {
        DocumentId id = WorkspaceMapping.DEFAULT.documentAt(path);
        Track track = tracks.get(id);
        touched = true;
        Optional<ObjectState> object = bucket.find(path);
        Set<ChunkHash> chunks = object.map(state -> reference.of(path, state).hashes()).orElse(Set.of());
        object.ifPresent(state -> track.places.put(state, track.versions.size()));
        track.versions.add(chunks);
        track.present &= !chunks.isEmpty();
        Set<ChunkHash> stays = new HashSet<>(track.stays);
        stays.retainAll(chunks);
        track.stays = stays;
    }

    /// A pass read the object.
    void read(Lease lease, ObjectState object) {
        Track track = tracks.get(lease.id());
        track.reads.computeIfAbsent(lease.generation(), _ -> new HashSet<>())
                .addAll(reference.of(lease.id().sourcePath(), object).hashes());
    }

    void written(DocumentId id, long generation, ChunkWrite write, ChunkIndex.Outcome outcome) {
        if (outcome instanceof ChunkIndex.Outcome.Applied && !restarted && !damaged) {
            long highest = tracks.get(id).highestInSlot.merge(write.slot(), generation, Math::max);
            check(highest == generation, Invariant.VERSION_GROWS, "slot %d of %s was written by generation %d after %d",
                    write.slot(), id, generation, highest);
        }
    }

    /// A worker commits that is within its time.
    void commits(Lease lease) {
        check(catalog.holder(lease.id()).equals(Optional.of(lease.owner())), Invariant.LEASE_TO_COMMIT,
                "%s is committed by %s, which does not hold the lease", lease.id(), lease.owner());
    }

    void committed(CatalogDocument document) {
        Track track = tracks.get(document.id());
        check(damaged || document.generation() >= track.generation, Invariant.GENERATION_GROWS,
                "%s was at generation %d, and is at %d", document.id(), track.generation, document.generation());
        track.generation = document.generation();
        Set<ChunkHash> stays = new HashSet<>();
        boolean present = document.status() == Status.INDEXED;
        if (present) {
            List<Set<ChunkHash>> since = track.versions.subList(
                    track.places.get(document.object().orElseThrow()), track.versions.size());
            stays.addAll(since.getFirst());
            since.forEach(stays::retainAll);
            present = since.stream().noneMatch(Set::isEmpty);
        }
        track.stays = stays;
        track.present = present;
        touched = true;
    }

    /// Something changed that searches, or what is asked of them, depend on.
    void touched() {
        touched = true;
    }

    /// Searches everything, if anything changed, and checks every answer.
    void checkStep() {
        if (!touched) {
            return;
        }
        touched = false;
        Map<DocumentId, List<Candidate>> answers = answers();
        tracks.forEach((id, track) -> check(id, track, answers.getOrDefault(id, List.of())));
    }

    private Map<DocumentId, List<Candidate>> answers() {
        Map<DocumentId, List<Candidate>> answers = new HashMap<>();
        for (Workspace workspace : workspaces) {
            for (Answer.Hit hit : search.answer(new Question(workspace, "all", Mode.SEMANTIC, ALL, Filter.ALL)).hits()) {
                Candidate passage = hit.passage();
                check(passage.document().workspace().equals(workspace), Invariant.NOTHING_UNEXPECTED,
                        "a search in %s finds %s", workspace, passage.document());
                answers.computeIfAbsent(passage.document(), _ -> new ArrayList<>()).add(passage);
            }
        }
        return answers;
    }

    private void check(DocumentId id, Track track, List<Candidate> answers) {
        Set<ChunkHash> found = new HashSet<>();
        for (Candidate answer : answers) {
            found.add(answer.hash());
            check(track.reads.getOrDefault(answer.generation(), Set.of()).contains(answer.hash()),
                    Invariant.HELD_WHEN_READ, "%s answers with \"%s\" of generation %d, which never read that", id,
                    answer.text().split(" ")[0], answer.generation());
        }
        Optional<CatalogDocument> document = Optional.ofNullable(catalog.find(List.of(id)).get(id));
        boolean indexed = document.filter(entry -> entry.status() == Status.INDEXED).isPresent();
        check(indexed || answers.isEmpty(), Invariant.NOTHING_OF_THE_GONE, "%s answers", id);
        check(!track.present || !answers.isEmpty(), Invariant.NEVER_ABSENT, "%s was there before, and is absent", id);
        if (!redeployed && !catalog.isDirty(id)) {
            check(found.containsAll(track.stays), Invariant.PASSAGE_STAYS, "%s lacks a passage that every version holds", id);
        }
        if (indexed && catalog.unsettledSince(id).isEmpty()) {
            check(slots(answers).equals(document.get().chunks().stream().map(ChunkEntry::hash).toList()),
                    Invariant.SETTLED_IS_WHOLE, "%s is settled with %d chunks, and answers with %s", id,
                    document.get().chunks().size(), answers.stream().map(Candidate::slot).toList());
        }
    }

    private static List<?> slots(List<Candidate> answers) {
        return answers.stream().sorted(Comparator.comparingInt(Candidate::slot)).map(Candidate::hash).toList();
    }

    /// Compares with a fresh index of the bucket, made by this model.
    ///
    /// @param orphans whether entries may be left over that no search answers with, where a late write met a restart or a collection
    void checkEnd(HashEmbedder embedder, boolean orphans) {
        index.refresh();
        int expected = 0;
        Set<TextHash> held = new HashSet<>(keptLate);
        Map<DocumentId, List<Candidate>> answers = answers();
        for (DocumentId id : tracks.keySet()) {
            Optional<ObjectState> object = bucket.find(id.sourcePath());
            Reference.Made made = object.map(state -> reference.of(id.sourcePath(), state))
                    .orElse(Reference.Made.of(Status.DELETED, List.of()));
            checkCatalog(id, object, made);
            checkEntries(id, made.chunks(), embedder);
            check(answers.getOrDefault(id, List.of()).stream().map(Candidate::text).sorted().toList()
                            .equals(made.chunks().stream().map(Chunk::text).sorted().toList()),
                    Invariant.ANSWERS_EQUAL, "%s does not answer with what it holds", id);
            expected += made.chunks().size();
            made.chunks().forEach(chunk -> held.add(TextHash.of(chunk.embeddingText())));
        }
        // Damage takes away what tells that a document was there, and with that what would have had its vectors dropped.
        long forgotten = cache.texts().stream().filter(text -> !held.contains(text.text())).count();
        check(damaged || forgotten == 0, Invariant.VECTORS_FORGOTTEN, "%d vectors of texts that no document holds", forgotten);
        int left = index.size() - expected;
        check(left == 0 || orphans && (restarted || !index.overwrites()) && left > 0, Invariant.NOTHING_LEFT,
                "%d entries in the index, expected %d", index.size(), expected);
    }

    private void checkCatalog(DocumentId id, Optional<ObjectState> object, Reference.Made made) {
        Optional<CatalogDocument> document = Optional.ofNullable(catalog.find(List.of(id)).get(id));
        check(catalog.unsettledSince(id).isEmpty(), Invariant.SETTLES, "%s is unsettled", id);
        check(document.flatMap(CatalogDocument::object).equals(object), Invariant.CATALOG_EQUAL,
                "%s: the catalog has another version than the bucket", id);
        check(document.map(CatalogDocument::status).orElse(Status.DELETED) == made.status(), Invariant.CATALOG_EQUAL,
                "%s: the catalog says %s, not %s", id, document.map(CatalogDocument::status), made.status());
        check(document.map(CatalogDocument::chunks).orElse(List.of()).stream()
                        .sorted(Comparator.comparingInt(ChunkEntry::start))
                        .toList()
                        .equals(made.chunks().stream()
                                .map(chunk -> new ChunkEntry(chunk.hash(), chunk.start(), chunk.end()))
                                .toList()),
                Invariant.CATALOG_EQUAL, "%s: the catalog has other chunks than the object", id);
    }

    /// Each slot holds the chunk that the catalog says, all of it, with the vector of its text.
    private void checkEntries(DocumentId id, List<Chunk> chunks, HashEmbedder embedder) {
        if (chunks.isEmpty()) {
            return;
        }
        List<ChunkEntry> slots = catalog.find(List.of(id)).get(id).chunks();
        for (int slot = 0; slot < slots.size(); slot++) {
            ChunkEntry said = slots.get(slot);
            Chunk chunk = chunks.stream().filter(one -> one.start() == said.start()).findFirst().orElseThrow();
            InMemoryIndex.Held entry = index.entries().get(new InMemoryIndex.Key(id, slot));
            check(entry != null && entry.hash().equals(said.hash()), Invariant.INDEX_EQUAL,
                    "%s: slot %d does not hold what the catalog says", id, slot);
            check(sameButForOffsets(entry.chunk(), chunk), Invariant.INDEX_EQUAL,
                    "%s: slot %d has other text or metadata than the object", id, slot);
            check(entry.embedding().equals(embedder.embed(chunk.embeddingText())), Invariant.INDEX_EQUAL,
                    "%s: slot %d has another text's or model's vector", id, slot);
        }
    }

    private static boolean sameButForOffsets(Chunk one, Chunk other) {
        return one.text().equals(other.text())
                && one.title().equals(other.title())
                && one.headingPath().equals(other.headingPath())
                && one.embeddingText().equals(other.embeddingText())
                && one.contentType().equals(other.contentType())
                && one.metadata().equals(other.metadata());
    }

    static void check(boolean holds, Invariant invariant, String message, Object... arguments) {
        if (!holds) {
            throw new Violation(invariant, message.formatted(arguments), null);
        }
    }
}
