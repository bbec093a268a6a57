package engram.ingest;

import engram.domain.Catalog;
import engram.domain.CatalogDocument.ChunkEntry;
import engram.domain.CatalogDocument;
import engram.domain.Chunk;
import engram.domain.ChunkWrite;
import engram.domain.DocumentId;
import engram.domain.Lease;
import engram.domain.Leases;
import engram.domain.ObjectState;
import engram.domain.PermanentFailure;
import engram.domain.PipelineVersion;
import engram.domain.Rejection;
import engram.domain.Slots;
import engram.domain.Status;
import engram.domain.TransientFailure;
import engram.domain.Workspace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/// One pass over a document whose lease is held: makes index and catalog agree with the object that is there now.
///
/// An update never makes a document disappear: new chunks are written first and can be found before anything else
/// happens, surplus old ones are deleted last, then the outcome is committed.
final class Pipeline {

    private final Reader reader;
    private final PassageEmbedder embedder;
    private final Forgetting forgetting;
    private final IndexWriter writer;
    private final Catalog catalog;
    private final Leases leases;
    private final Function<Workspace, PipelineVersion> versions;
    private final Duration keepTombstones;
    private final InstantSource clock;

    /// @param versions of the pipeline, which differ by what a workspace's policy does to texts
    Pipeline(
            Reader reader,
            PassageEmbedder embedder,
            Forgetting forgetting,
            IndexWriter writer,
            Catalog catalog,
            Leases leases,
            Function<Workspace, PipelineVersion> versions,
            Duration keepTombstones,
            InstantSource clock) {
        this.reader = reader;
        this.embedder = embedder;
        this.forgetting = forgetting;
        this.writer = writer;
        this.catalog = catalog;
        this.leases = leases;
        this.versions = versions;
        this.keepTombstones = keepTombstones;
        this.clock = clock;
    }

    /// What a pass did.
    ///
    /// @param lease as the pass left it
    /// @param document what the catalog says now; empty if it knew nothing of a document that does not exist
    record Pass(Lease lease, Optional<CatalogDocument> document, Outcome outcome) {
        int chunks() {
            return document.map(present -> present.chunks().size()).orElse(0);
        }

        boolean gone() {
            return document.map(present -> present.status() == Status.DELETED).orElse(true);
        }
    }

    /// The index refuses to take a chunk of this object for what it is.
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient ObjectState object;
        private final transient Rejection why;

        Refused(ObjectState object, PermanentFailure failure) {
            super(failure.getMessage(), failure);
            this.object = object;
            this.why = failure.rejection();
        }

        ObjectState object() {
            return object;
        }

        Rejection why() {
            return why;
        }
    }

    /// What the catalog says before the first pass.
    Optional<CatalogDocument> before(DocumentId id) {
        return Optional.ofNullable(catalog.find(List.of(id)).get(id));
    }

    /// @param base what the catalog says of the document
    /// @param refused what the index refused to take when this was last tried, if it did
    /// @throws Refused if the index refuses a chunk; it may hold the others
    Pass run(Lease lease, Optional<CatalogDocument> base, Optional<Refused> refused, Deadline deadline) {
        deadline.check();
        Optional<ObjectState> found = reader.find(lease.id().sourcePath());
        if (!lease.dirty()) {
            if (agrees(lease, base, found)) {
                return new Pass(lease, base, new Outcome.Unchanged());
            }
            if (base.isPresent() && found.isPresent() && sameContent(base.get(), found.get())) {
                return touch(lease, base.get(), found.get());
            }
        }
        Target target = refused.filter(refusal -> Optional.of(refusal.object()).equals(found))
                .map(refusal -> Target.rejected(refusal.object(), refusal.why()))
                .orElseGet(() -> reader.read(lease.id(), found, deadline));
        try {
            return apply(lease, base, target, deadline);
        } catch (PermanentFailure failure) {
            // Without an object there is nothing to reject: its chunks have to go.
            ObjectState object = target.object().orElseThrow(() -> new TransientFailure(failure.getMessage(), failure));
            throw new Refused(object, failure);
        }
    }

    private Pass apply(Lease lease, Optional<CatalogDocument> base, Target target, Deadline deadline) {
        Lease raised = raised(lease, target.chunks().size());
        List<ChunkEntry> before = comparable(base);
        List<Chunk> slots = Slots.assign(target.chunks(), before);

        int[] written = raised.dirty() ? all(slots) : changed(slots, before);
        // Chunks go without waiting for the embeddings table.
        Optional<Forgetting.Listed> listed = slots.isEmpty() ? Optional.empty() : Optional.of(forgetting.list(raised, slots));
        PassageEmbedder.Embedded vectors = embedder.embed(Arrays.stream(written).mapToObj(slots::get).toList(), deadline);
        deadline.check(vectors.embedded() > 0);
        writer.write(raised, upserts(written, slots, vectors), true, deadline);
        writer.write(raised, deletes(slots.size(), end(raised, base)), false, deadline);

        CatalogDocument document = document(raised, target, slots);
        leases.commit(raised, document);
        forgetting.forget(raised, listed.orElseGet(() -> forgetting.list(raised, slots)), !raised.dirty() && onlyTheModelIsNew(base, document));
        return new Pass(raised, Optional.of(document), outcome(target, vectors.embedded(), written.length));
    }

    /// Whether the texts of the model before are still the document's: whoever goes back to it need not embed them again.
    private static boolean onlyTheModelIsNew(Optional<CatalogDocument> base, CatalogDocument document) {
        return base.filter(before -> !before.modelVersion().equals(document.modelVersion()))
                .filter(before -> before.pipelineVersion().equals(document.pipelineVersion()))
                .flatMap(CatalogDocument::object)
                .filter(object -> document.object().filter(object::sameContentAs).isPresent())
                .isPresent();
    }

    /// Behind the last slot that may hold something: the catalog may know of more than a lease that was lost and made anew.
    private static int end(Lease lease, Optional<CatalogDocument> base) {
        return Math.max(lease.ceiling(), base.map(document -> document.chunks().size()).orElse(0));
    }

    private Lease raised(Lease lease, int chunks) {
        if (chunks <= lease.ceiling()) {
            return lease;
        }
        leases.raiseCeiling(lease, chunks);
        return lease.withCeiling(chunks);
    }

    /// Same bytes under a new version or date: the catalog alone has to be told.
    private Pass touch(Lease lease, CatalogDocument base, ObjectState object) {
        CatalogDocument document = new CatalogDocument(
                base.id(), lease.generation(), base.status(), base.rejection(), Optional.of(object), version(base.id()),
                base.modelVersion(), base.title(), base.chunks(), clock.instant(), Optional.empty());
        leases.commit(lease, document);
        return new Pass(lease, Optional.of(document), new Outcome.Unchanged());
    }

    private boolean agrees(Lease lease, Optional<CatalogDocument> base, Optional<ObjectState> found) {
        return base.map(document -> document.object().equals(found) && current(document))
                .orElse(found.isEmpty() && lease.ceiling() == 0);
    }

    private boolean sameContent(CatalogDocument base, ObjectState object) {
        return current(base) && base.object().filter(object::sameContentAs).isPresent();
    }

    /// Whether nothing but the object could make it another. A FAILED one is tried again at each hint: what hindered it may be
    /// gone.
    private boolean current(CatalogDocument base) {
        return base.status() == Status.DELETED
                || base.status() != Status.FAILED
                && base.pipelineVersion().equals(version(base.id()))
                && base.modelVersion().equals(embedder.modelVersion());
    }

    private PipelineVersion version(DocumentId id) {
        return versions.apply(id.workspace());
    }

    /// What is in the slots, as far as it may stay: vectors of another model may not.
    private List<ChunkEntry> comparable(Optional<CatalogDocument> base) {
        return base.filter(document -> document.modelVersion().equals(embedder.modelVersion()))
                .map(CatalogDocument::chunks)
                .orElse(List.of());
    }

    private static int[] all(List<Chunk> slots) {
        return IntStream.range(0, slots.size()).toArray();
    }

    private static int[] changed(List<Chunk> slots, List<ChunkEntry> before) {
        return IntStream.range(0, slots.size())
                .filter(slot -> slot >= before.size() || !before.get(slot).hash().equals(slots.get(slot).hash()))
                .toArray();
    }

    private static List<ChunkWrite> upserts(int[] written, List<Chunk> slots, PassageEmbedder.Embedded vectors) {
        return IntStream.range(0, written.length)
                .<ChunkWrite>mapToObj(i ->
                        new ChunkWrite.Upsert(written[i], slots.get(written[i]), vectors.embeddings().get(i)))
                .toList();
    }

    private static List<ChunkWrite> deletes(int from, int ceiling) {
        return IntStream.range(from, ceiling).<ChunkWrite>mapToObj(ChunkWrite.Delete::new).toList();
    }

    private CatalogDocument document(Lease lease, Target target, List<Chunk> slots) {
        List<ChunkEntry> entries = slots.stream()
                .map(chunk -> new ChunkEntry(chunk.hash(), chunk.start(), chunk.end()))
                .toList();
        return new CatalogDocument(
                lease.id(),
                lease.generation(),
                target.status(),
                target.rejection(),
                target.object(),
                version(lease.id()),
                embedder.modelVersion(),
                target.title(),
                entries,
                clock.instant(),
                target.status() == Status.DELETED
                        ? Optional.of(clock.instant().plus(keepTombstones))
                        : Optional.empty());
    }

    private static Outcome outcome(Target target, int embedded, int written) {
        return switch (target.status()) {
            case INDEXED -> new Outcome.Indexed(embedded, written, target.chunks().size());
            case EMPTY -> new Outcome.Empty();
            case FAILED -> new Outcome.Rejected(target.rejection().orElseThrow());
            case DELETED -> new Outcome.Removed();
        };
    }
}
