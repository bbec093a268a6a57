package engram.ingest;

import engram.domain.Bucket;
import engram.domain.Catalog.DocumentView;
import engram.domain.Catalog;
import engram.domain.CatalogDocument;
import engram.domain.DocumentId;
import engram.domain.Doubt;
import engram.domain.DoubtQueue;
import engram.domain.IndexContent.Content;
import engram.domain.IndexContent;
import engram.domain.ModelVersion;
import engram.domain.ObjectState;
import engram.domain.PipelineVersion;
import engram.domain.SourcePath;
import engram.domain.Status;
import engram.domain.WorkspaceMapping;
import engram.ingest.extract.Extraction;
import engram.ingest.pii.PiiGuard;
import engram.ingest.split.Splitter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/// Makes documents anew from their objects, as a pass does, and compares what comes out with what catalog and index hold, chunk by
/// chunk. It writes nothing: where they differ it may send a doubt, which has a pass write all of the document anew.
public final class Verification {

    /// What changed less than this ago, and could be seen since, may not be as it will be.
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Reader reader;
    private final Ports ports;
    private final WorkspaceMapping workspaces;
    private final Versions versions;
    private final Duration reserve;
    private final InstantSource clock;

    /// What it looks at, and where it says what it found.
    public record Ports(Bucket bucket, Catalog catalog, IndexContent index, DoubtQueue doubts) {}

    private record Versions(Extraction extraction, PiiGuard guard, Splitter splitter, ModelVersion model) {
        boolean make(CatalogDocument document) {
            PipelineVersion pipeline = Ingest.versionOf(extraction, guard.signature(document.id().workspace()), splitter);
            return document.pipelineVersion().equals(pipeline) && document.modelVersion().equals(model);
        }
    }

    public Verification(
            Ports ports,
            WorkspaceMapping workspaces,
            Extraction extraction,
            PiiGuard guard,
            Splitter splitter,
            ModelVersion model,
            Duration reserve,
            InstantSource clock) {
        this.reader = new Reader(ports.bucket(), extraction, guard, splitter);
        this.ports = ports;
        this.workspaces = workspaces;
        this.versions = new Versions(extraction, guard, splitter, model);
        this.reserve = reserve;
        this.clock = clock;
    }

    /// What came of one document.
    public sealed interface Verdict {
        SourcePath path();

        /// All is as it should be.
        record Alike(SourcePath path, int chunks) implements Verdict {}

        /// @param how at least one
        record Differs(SourcePath path, int chunks, Set<Unlike> how) implements Verdict {}

        /// It changes just now, or there was no time left for it.
        record InFlight(SourcePath path) implements Verdict {}

        /// There is nothing to compare: it is unknown, deleted, FAILED, or made from another object or by another version than those
        /// of today, which is what a walk finds.
        record LeftToWalks(SourcePath path) implements Verdict {}
    }

    /// One verdict for each path. What differs is doubted, if it is to be repaired.
    ///
    /// @param left until the invocation is ended from outside
    /// @throws engram.domain.TransientFailure if a store does not answer; some doubts may have been sent
    public List<Verdict> look(Collection<SourcePath> paths, boolean repair, Duration left) {
        Deadline deadline = new Deadline(clock.instant().plus(left), reserve, clock);
        List<Verdict> verdicts = new ArrayList<>();
        for (SourcePath path : paths) {
            verdicts.add(deadline.isNear() ? new Verdict.InFlight(path) : look(workspaces.documentAt(path), repair, deadline));
        }
        return verdicts;
    }

    private Verdict look(DocumentId id, boolean repair, Deadline deadline) {
        Optional<DocumentView> view = ports.catalog().view(id);
        Optional<CatalogDocument> known = view.flatMap(DocumentView::document);
        if (view.filter(DocumentView::unsettled).isPresent()
                || known.filter(document -> document.indexedAt().plus(GRACE).plus(ports.index().shownWithin()).isAfter(clock.instant())).isPresent()) {
            return new Verdict.InFlight(id.sourcePath());
        }
        Optional<ObjectState> object = reader.find(id.sourcePath());
        return known.filter(document -> isComparable(document, object))
                .map(document -> compare(view.get(), document, repair, deadline))
                .orElseGet(() -> new Verdict.LeftToWalks(id.sourcePath()));
    }

    private boolean isComparable(CatalogDocument document, Optional<ObjectState> object) {
        return (document.status() == Status.INDEXED || document.status() == Status.EMPTY)
                && document.object().equals(object)
                && versions.make(document);
    }

    private Verdict compare(DocumentView view, CatalogDocument document, boolean repair, Deadline deadline) {
        SourcePath path = document.id().sourcePath();
        Target target;
        try {
            target = reader.read(document.id(), document.object(), deadline);
        } catch (Deadline.OutOfTime _) {
            return new Verdict.InFlight(path);
        }
        List<Content> contents = ports.index().contents(document.id());
        if (!target.object().equals(document.object()) || !ports.catalog().view(document.id()).equals(Optional.of(view))) {
            return new Verdict.InFlight(path);
        }
        Set<Unlike> how = Unlike.of(document, target, contents);
        if (how.isEmpty()) {
            return new Verdict.Alike(path, document.chunks().size());
        }
        if (repair) {
            ports.doubts().doubt(List.of(doubt(document, contents)));
        }
        return new Verdict.Differs(path, document.chunks().size(), how);
    }

    private static Doubt doubt(CatalogDocument document, List<Content> contents) {
        int ceiling = contents.stream().mapToInt(Content::slot).max().orElse(-1) + 1;
        long generation = LongStream.concat(LongStream.of(document.generation()), contents.stream().mapToLong(Content::generation)).max().orElse(0);
        return new Doubt(document.id().sourcePath(), Math.clamp(ceiling, 0, Doubt.MAX_CEILING), Math.max(0, generation));
    }
}
